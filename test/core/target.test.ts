import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget, shownReference } from '../../src/core/target.ts';

describe('parseTarget', () => {
  it.each([
    'http://a.example/\tx',
    'http://a.example/\u0001',
    'http://a\u0000.example/',
    '\u0001http://a.example/',
    'http://a.example/\u007fx',
  ])('takes no control characters: %j', (text) => {
    const target = parseTarget(text);
    expect(target).toMatchObject({ ok: false, code: 'invalid_url', message: 'contains a control character' });
    expect('shown' in target && target.shown).toMatch(/\\u\{[0-9a-f]+\}/);
  });

  it('says of a CR what it may come of', () => {
    expect(parseTarget('http://a.example/\rhttp://b.example/\r')).toMatchObject({
      ok: false,
      code: 'invalid_url',
      message: 'contains a control character (CR; lines of a list end with LF, or CR and LF)',
      shown: 'http://a.example/\\u{d}http://b.example/\\u{d}',
    });
  });

  it('passes over white space around a URL', () => {
    expect(parseTarget(' http://a.example/x\r\n')).toMatchObject({ ok: true, url: 'http://a.example/x' });
  });

  it.each(['http://a.example:65536/', 'http://xn--a.example/', 'http://', 'x'])('refuses %s', (text) => {
    expect(parseTarget(text)).toMatchObject({ ok: false, code: 'invalid_url', shown: text });
  });

  it('takes credentials out of sight', () => {
    expect(parseTarget('http://user:p%40ss@a.example/x#y')).toEqual({
      ok: true,
      href: 'http://a.example/x#y',
      url: 'http://a.example/x',
      origin: 'http://a.example',
      authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
    });
    expect(parseTarget('http://user:secret@a b/')).toMatchObject({ ok: false, shown: 'http://***@a b/' });
  });
});

describe('a text that cannot be parsed', () => {
  it.each([
    ['https://bob:hun#ter2@h/', 'https://***@h/'],
    ['https://bob:hun/ter2@h/', 'https://***@h/'],
    ['https://bob:hun?ter2@h/', 'https://***@h/'],
    ['https://bob:hun@ter2@h:99999/', 'https://***@h:99999/'],
    ['https://bob:hun\nter2@h/', 'https://***@h/'],
    ['http:///bob:hunter2@h:99999/', 'http:///***@h:99999/'],
    ['http:/bob:hunter2@h:99999/', 'http:/***@h:99999/'],
    ['http:\\\\bob:hunter2@h:99999/', 'http:\\\\***@h:99999/'],
    ['HTTP:bob:hunter2@h:99999/', 'HTTP:***@h:99999/'],
    [' https://bob:hunter2@h:99999/', '***@h:99999/'],
    ['//bob:hunter2@h/', '//***@h/'],
    ['my_bob:hunter2@h:99999/', '***@h:99999/'],
    [`https://bob:hunter2${'x'.repeat(3000)}@h:99999/`, 'https://***@h:99999/'],
    ['https://bob:hunter2%40h/', 'https://***%40h/'],
    ['https://bob%3Ahunter2%40h/', 'https://***%40h/'],
    ['https://hunter2%40h/x', 'https://***%40h/x'],
    ['https://bob:hun/ter2%40h/', 'https://***%40h/'],
    ['https://bob:hun@ter2%40h/', 'https://***%40h/'],
    ['https://bob:hun%40ter2@h:99999/', 'https://***@h:99999/'],
    ['https://bob:hun%40ter2%40h/', 'https://***%40h/'],
    [' https://bob:hunter2%40h/', '***%40h/'],
    ['//bob:hunter2%40h/', '//***%40h/'],
    ['http%3A%2F%2Fbob%3Ahunter2%40h%2F', '***%40h%2F'],
  ])('%j is shown without what may be user info', (text, shown) => {
    expect(parseTarget(text)).toMatchObject({ ok: false, code: 'invalid_url', shown });
  });
});

describe('a text that cannot be parsed, with a host where a host belongs', () => {
  it.each([
    'https://h:99999/user%40b.example',
    'https://h h/?to=user%40b.example',
    'https://[::zz]:80/user%40b.example',
    'https://xn--a.example/#user%40b.example',
    'h.example/user%40b.example',
  ])('%s is shown as it is', (text) => {
    expect(parseTarget(text)).toMatchObject({ ok: false, code: 'invalid_url', shown: text });
  });

  it('is shown from the host on', () => {
    const target = parseTarget('https://bob:hunter2@h:99999/user%40b.example');
    expect(target).toMatchObject({ ok: false, shown: 'https://***@h:99999/user%40b.example' });
  });
});

describe('a URL with another scheme', () => {
  it.each([
    ['ftp:/bob:hunter2@h/', 'ftp://h/'],
    ['foo://bob:hunter2@h/x', 'foo://h/x'],
    ['foo:/bob:hunter2@h/', 'foo:/***@h/'],
    ['bob:hunter2@h:99999/', '***@h:99999/'],
    ['blob:https://bob:hunter2@h/1', '***@h/1'],
    ['foo://bob%3Ahunter2%40h/x', 'foo://***%40h/x'],
    ['bob:hunter2%40h/', '***%40h/'],
    ['ftp://h/@bob', 'ftp://h/@bob'],
    ['ftp://h/user%40b.example', 'ftp://h/user%40b.example'],
    ['h:80/user%40b.example', 'h:80/user%40b.example'],
    ['data:text/plain,x', 'data:text/plain,x'],
  ])('%s is shown as %s', (text, shown) => {
    expect(parseTarget(text)).toMatchObject({ ok: false, code: 'unsupported_scheme', shown });
  });
});

describe('shownReference', () => {
  it.each([
    ['http://bob:hunter2@h/ok#x', 'http://h/ok#x'],
    ['//bob:hunter2@h', 'https://h/'],
    ['http:///bob:hunter2@h:99999/', 'http:///***@h:99999/'],
    ['http://bob:hunter2%40h/', 'http://***%40h/'],
    ['https://h/@bob', 'https://h/@bob'],
    ['https://h/user%40b.example', 'https://h/user%40b.example'],
    ['user%40b.example', 'user%40b.example'],
    ['@bob', '@bob'],
    ['../x', '../x'],
  ])('%s is recorded as %s', (text, shown) => {
    expect(shownReference(text, 'https://a.example/')).toBe(shown);
  });

  it('leaves a URL as it is that only looks like one with user info', () => {
    expect(parseTarget('https://h/@user')).toMatchObject({ ok: true, href: 'https://h/@user' });
  });
});

describe('a password', () => {
  const SECRET = 'S3cret';
  const piece = fc
    .array(fc.constantFrom('@', ':', '/', '?', '#', '\\', '%', '[', ']', ' ', '\t', '\n', '1', '&'), {
      maxLength: 5,
    })
    .map((characters) => characters.join(''));
  const start = fc.constantFrom(
    'http://',
    'https://',
    'https:/',
    'http:',
    'HTTP:///',
    'https:\\\\',
    'ftp://',
    'x:',
    '//',
    '',
  );
  const end = fc.constantFrom('@h/', '@h:99999/', '@[::1', '@h');

  /** By the standard it is then part of the host, the path, the query or the fragment. */
  const isPublic = (text: string, base: string): boolean => {
    if (!URL.canParse(text, base)) return false;
    const { host, pathname, search, hash } = new URL(text, base);
    return host !== '' && `${host}${pathname}${search}${hash}`.includes(SECRET);
  };

  it('is never shown, whatever its characters', () => {
    fc.assert(
      fc.property(start, piece, piece, end, (scheme, before, after, host) => {
        const text = `${scheme}bob:${before}${SECRET}${after}${host}`;
        const base = 'https://a.example/';
        fc.pre(!isPublic(text, base));
        const { authorization: _, ...target } = { authorization: '', ...parseTarget(text) };
        expect(JSON.stringify(target)).not.toContain(SECRET);
        expect(shownReference(text, base)).not.toContain(SECRET);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not shown either where the character behind it is encoded like its own', () => {
    const encoded = piece.map((text) => text.replace(/[@/?#\\]/gu, encodeURIComponent));
    const behind = fc.constantFrom('%40h/', '%40h:99999/', '%40[::1', '%40h', '%40h/user%40b.example');
    fc.assert(
      fc.property(start, encoded, encoded, behind, (scheme, before, after, host) => {
        const text = `${scheme}bob:${before}${SECRET}${after}${host}`;
        const target = parseTarget(text);
        expect(target.ok).toBe(false);
        expect(JSON.stringify(target)).not.toContain(SECRET);
      }),
      { numRuns: 2000 },
    );
  });
});
