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
    ['//a.example/x', 'https://a.example/x'],
    ['user:secret@a.example:9000/x', 'https://user:secret@a.example:9000/x'],
    ['news.example', 'https://news.example'],
    ['news:8080/x', 'https://news:8080/x'],
    ['ftp://a.example/', 'ftp://a.example/'],
  ])('reads %s as %s', (entry, url) => {
    expect(listedUrl(entry)).toBe(url);
  });

  it.each([
    ['javascript:alert(1)', 'unsupported_scheme'],
    ['tel:112', 'unsupported_scheme'],
    ['data:text/plain,x', 'unsupported_scheme'],
    ['ftp://a.example/', 'unsupported_scheme'],
    ['mailto:', 'unsupported_scheme'],
    ['URN:isbn:0451450523', 'unsupported_scheme'],
    ['magnet:?xt=urn:btih:1', 'unsupported_scheme'],
    ['not a url', 'invalid_url'],
    ['/path', 'invalid_url'],
    ['///path', 'invalid_url'],
    ['/\\path', 'invalid_url'],
    ['\\path', 'invalid_url'],
    ['?q=1', 'invalid_url'],
    [',http://a.example/', 'invalid_url'],
    ['http ://a.example/', 'invalid_url'],
    ['://a.example/', 'invalid_url'],
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

  it('takes the password of an entry without a scheme out of sight', () => {
    expect(parseTarget(listedUrl('user:secret@127.0.0.1:9000/x'))).toMatchObject({
      ok: true,
      href: 'https://127.0.0.1:9000/x',
      authorization: `Basic ${Buffer.from('user:secret').toString('base64')}`,
    });
  });

  it.each([
    ['user:sec/ret@a.example', 'https://***@a.example'],
    [',http://user:secret@a.example/', '***@a.example/'],
    ['http ://user:secret@a.example/', '***@a.example/'],
    ['mailto:user:secret@a.example', 'mailto:***@a.example'],
    ['user:secret@a.example:99999/', 'https://***@a.example:99999/'],
  ])('never shows the password of %s', (entry, shown) => {
    expect(parseTarget(listedUrl(entry))).toMatchObject({ ok: false, shown });
  });
});
