import { describe, expect, test } from 'vitest';
import { proxyRules } from '../../../src/options/proxy.ts';
import { endpointOf } from '../../../src/http/dial/endpoint.ts';
import { proxyFor } from '../../../src/http/dial/proxy-route.ts';

const PROXIES = { http: 'http://a:1', https: 'http://b:2' };

describe('the proxy of an endpoint', () => {
  test('is that of its scheme', () => {
    const rules = proxyRules(PROXIES, false);
    expect(proxyFor(endpointOf('http://x.test'), rules)?.origin).toBe('http://a:1');
    expect(proxyFor(endpointOf('https://x.test'), rules)?.origin).toBe('http://b:2');
    expect(proxyFor(endpointOf('https://x.test'), proxyRules({ http: 'http://a:1' }, false))).toBeUndefined();
    expect(proxyFor(endpointOf('https://x.test'), undefined)).toBeUndefined();
  });

  test.each([
    ['*', 'http://x.test', true],
    ['x.test', 'http://x.test', true],
    ['X.Test', 'http://x.test', true],
    ['.x.test', 'http://x.test', true],
    ['x.test', 'http://a.x.test', true],
    ['x.test', 'http://ax.test', false],
    ['x.test', 'http://x.test.', true],
    ['x.test:80', 'http://x.test', true],
    ['x.test:80', 'http://x.test:81', false],
    ['test', 'http://x.test', true],
    ['10.0.0.1', 'http://10.0.0.1', true],
    ['10.0.0.1', 'http://110.0.0.1', false],
    ['10.0.0.1:8080', 'http://10.0.0.1:8080', true],
    ['10.0.0.0/8', 'http://10.9.9.9', true],
    ['10.0.0.0/8', 'http://11.0.0.1', false],
    ['10.0.0.0/99', 'http://10.0.0.1', false],
    ['10.0.0.0/x', 'http://10.0.0.1', false],
    ['::1', 'http://[::1]', true],
    ['[::1]', 'http://[::1]', true],
    ['[::1]:81', 'http://[::1]', false],
    ['fd00::/8', 'http://[fd12::1]', true],
    ['0.0.0.1', 'http://x0.0.0.1.test', false],
  ])('%s excepts %s: %s', (rule, origin, excepted) => {
    const rules = proxyRules({ ...PROXIES, except: [rule] }, false);
    expect(proxyFor(endpointOf(origin), rules) === undefined).toBe(excepted);
  });
});
