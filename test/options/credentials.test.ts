import { describe, expect, test } from 'vitest';
import { authorizationFor, authorizations } from '../../src/options/credentials.ts';
import { UsageError } from '../../src/core/errors.ts';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('credentials', () => {
  test('are for one host, whatever its scheme, port and spelling; the first ones hold', () => {
    const byHost = authorizations([
      { host: 'A.Test', user: 'u', password: 'p:w' },
      { host: 'a.test', user: 'other' },
      { host: 'bücher.test', password: 'ü' },
      { host: '[::1]', user: 'six' },
    ]);
    const sent = (origin: string) => authorizationFor(origin, byHost);
    expect(sent('https://a.test')).toBe(basic('u:p:w'));
    expect(sent('http://a.test:8080')).toBe(basic('u:p:w'));
    expect(sent('http://xn--bcher-kva.test')).toBe(basic(':ü'));
    expect(sent('http://[::1]:1')).toBe(basic('six:'));
    for (const origin of ['http://b.a.test', 'http://test', 'http://a.test.b', 'http://a.test.']) {
      expect(sent(origin)).toBeUndefined();
    }
  });

  test('of * are for every host without its own', () => {
    const byHost = authorizations([
      { host: '*', user: 'any' },
      { host: 'a.test', user: 'u' },
    ]);
    expect(authorizationFor('http://a.test', byHost)).toBe(basic('u:'));
    expect(authorizationFor('http://b.test', byHost)).toBe(basic('any:'));
  });

  test.each([
    [[{ host: 'http://SECRET/' }], 'the host of credentials must be a name or an address, or *'],
    [[{ host: 'u:SECRET@a.test' }], 'the host of credentials must be a name or an address, or *'],
    [[{ host: '' }], 'the host of credentials must be a name or an address, or *'],
    [[{ host: 'a.test', user: 'SECRET:' }], 'the user name for a.test holds a colon, which cannot be sent'],
  ])('%j are refused, without telling them', (list, message) => {
    expect(() => authorizations(list)).toThrow(new UsageError(message));
  });
});
