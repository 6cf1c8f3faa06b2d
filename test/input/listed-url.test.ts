import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/core/target.ts';
import { listedUrl } from '../../src/input/listed-url.ts';

describe('listedUrl', () => {
  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['HTTP://A.example', 'HTTP://A.example'],
    ['a.example', 'https://a.example'],
    ['a.example/x?y=z:1', 'https://a.example/x?y=z:1'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['a.example:443', 'https://a.example:443'],
    ['a.example:8080?q', 'https://a.example:8080?q'],
    ['[::1]:8080/x', 'https://[::1]:8080/x'],
    ['192.0.2.1/x', 'https://192.0.2.1/x'],
    ['bücher.example', 'https://bücher.example'],
    ['//a.example/x', 'https:////a.example/x'],
    ['ftp://a.example/', 'ftp://a.example/'],
  ])('reads %s as %s', (entry, url) => {
    expect(listedUrl(entry)).toBe(url);
  });

  it.each([
    ['javascript:alert(1)', 'unsupported_scheme'],
    ['tel:112x', 'unsupported_scheme'],
    ['data:text/plain,x', 'unsupported_scheme'],
    ['ftp://a.example/', 'unsupported_scheme'],
    ['not a url', 'invalid_url'],
    ['::::', 'invalid_url'],
    ['https://', 'invalid_url'],
    ['http://a b.example/', 'invalid_url'],
  ])('leaves %s as it stands, which then fails as %s', (entry, code) => {
    expect(listedUrl(entry)).toBe(entry);
    expect(parseTarget(listedUrl(entry))).toMatchObject({ ok: false, code, shown: entry });
  });

  it.each(['a.example:65536', 'a.example:99999/x'])('lets %s fail for its port', (entry) => {
    expect(parseTarget(listedUrl(entry))).toMatchObject({ ok: false, code: 'invalid_url' });
  });

  it('hides the password of an entry without a scheme', () => {
    expect(parseTarget(listedUrl('user:secret@a.example/'))).toMatchObject({
      ok: false,
      shown: '***@a.example/',
    });
  });
});
