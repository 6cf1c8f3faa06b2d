import { describe, expect, test } from 'vitest';
import { parseProxy, proxyRules } from '../../src/options/proxy.ts';

describe('a proxy', () => {
  test.each([
    ['http://p.test', { kind: 'http', origin: 'http://p.test:80', secure: false, looksUp: true }],
    ['p.test:3128', { kind: 'http', origin: 'http://p.test:3128', secure: false, looksUp: true }],
    ['https://p.test/', { kind: 'http', origin: 'https://p.test:443', secure: true, looksUp: true }],
    ['socks5://[::1]:9', { kind: 'socks', origin: 'socks5://[::1]:9', secure: false, looksUp: false }],
    ['socks5h://p.test', { kind: 'socks', origin: 'socks5h://p.test:1080', looksUp: true }],
    ['socks5://u:p%3A@p.test', { user: 'u', password: 'p:', origin: 'socks5://p.test:1080' }],
  ])('%s', (text, expected) => {
    expect(parseProxy(text)).toMatchObject(expected);
    expect(parseProxy(text)).not.toHaveProperty('authorization');
  });

  test('has its credentials beside its origin', () => {
    expect(parseProxy('http://u:p@p.test')).toMatchObject({
      origin: 'http://p.test:80',
      authorization: `Basic ${Buffer.from('u:p').toString('base64')}`,
    });
  });

  test.each([
    '',
    'ftp://p.test',
    'socks4://p.test',
    'http://',
    'http://u:SECRET@p:99999',
    'http://p/path',
    'http://p?q',
  ])('%j is none, and is not quoted', (text) => {
    const parse = () => parseProxy(text);
    expect(parse).toThrow(/^this is not the URL of a proxy; write http:\/\//u);
    expect(parse).not.toThrow(/SECRET/u);
  });

  test.each([
    ['user', (secret: string) => `${secret}:p`],
    ['password', (secret: string) => `u:${secret}`],
  ])('for SOCKS has a %s of at most 255 bytes, and is not quoted', (_name, login) => {
    const parse = (scheme: string, secret: string) => () => parseProxy(`${scheme}://${login(secret)}@p.test`);
    // The accented letter is two bytes.
    const long = `SECRET${'x'.repeat(248)}%C3%A9`;
    for (const scheme of ['socks5', 'socks5h']) {
      expect(parse(scheme, 'x'.repeat(255))).not.toThrow();
      expect(parse(scheme, long)).toThrow(/^a SOCKS proxy takes .* at most 255 bytes each/u);
      expect(parse(scheme, long)).not.toThrow(/SECRET/u);
    }
    expect(parse('http', long)).not.toThrow();
  });

  test('that looks names up is refused where addresses are to be judged', () => {
    const message =
      /denyPrivate cannot be kept through the proxy http:\/\/p.test:80, .* use a socks5:\/\/ proxy$/u;
    expect(() => proxyRules('http://u:p@p.test', true)).toThrow(message);
    expect(() => proxyRules({ https: 'p.test' }, true)).toThrow(message);
    expect(proxyRules('socks5://p.test', true).http?.kind).toBe('socks');
    expect(proxyRules({ except: [' A.test ', ''] }, true)).toEqual({ except: ['a.test'] });
  });
});
