import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/core/target.ts';

describe('parseTarget', () => {
  it.each([
    'http://a.example/\rhttp://b.example/',
    'http://a.example/\tx',
    'http://a.example/\u0001',
    'http://a\u0000.example/',
    '\u0001http://a.example/',
    'http://a.example/\u007fx',
  ])('takes no control characters: %j', (text) => {
    const target = parseTarget(text);
    expect(target).toMatchObject({ ok: false, code: 'invalid_url' });
    expect('shown' in target && target.shown).toMatch(/\\u\{[0-9a-f]+\}/);
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
