import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { parseNetrc } from '../../src/input/netrc.ts';

describe('a .netrc file', () => {
  test.each([
    ['in one line', 'machine a.test login u password p', [{ host: 'a.test', user: 'u', password: 'p' }]],
    [
      'in several lines, with CRLF and a mark of UTF-8 before them',
      '\uFEFFmachine a.test\r\n\tpassword p\r\n  login u\r\n',
      [{ host: 'a.test', user: 'u', password: 'p' }],
    ],
    [
      'with several machines and a default',
      'machine a login u machine b password p\ndefault login x password y',
      [
        { host: 'a', user: 'u' },
        { host: 'b', password: 'p' },
        { host: '*', user: 'x', password: 'y' },
      ],
    ],
    [
      'with words in quotation marks',
      String.raw`machine a login "u v" password "p\"\\\n"`,
      [{ host: 'a', user: 'u v', password: 'p"\\\n' }],
    ],
    [
      'with comments, and a password that looks like one',
      '# machine x\nmachine a # login\n  # password\nlogin u password #p',
      new UsageError('line 2: neither machine, default, login, password, account nor macdef stands there'),
    ],
    [
      'with comments in lines of their own, and a password that looks like one',
      '# machine x\nmachine a\n  # it is\nlogin u password #p',
      [{ host: 'a', user: 'u', password: '#p' }],
    ],
    [
      'with an account and a macro, which mean nothing here',
      'machine a login u account x password p\nmacdef init\nmachine no\n\nmachine b login v',
      [
        { host: 'a', user: 'u', password: 'p' },
        { host: 'b', user: 'v' },
      ],
    ],
    ['with a macro to its end', 'machine a login u\nmacdef init\nmachine no', [{ host: 'a', user: 'u' }]],
    ['with a machine that has nothing', 'machine a', []],
    ['that is empty', ' \n', []],
    ['that ends too early', 'machine a\nlogin', new UsageError('line 2: nothing follows login')],
    ['without a machine', 'login u', new UsageError('line 1: no machine stands before it')],
    [
      'with an open quotation mark',
      'machine a\n\npassword "p',
      new UsageError('line 3: a quotation mark is not closed'),
    ],
  ])('%s', (_name, text, expected) => {
    expect(attempt(text)).toEqual(expected);
  });

  test('that is anything else is read or refused, and a refusal quotes nothing of it', () => {
    const word = fc.constantFrom(
      'machine',
      'default',
      'login',
      'password',
      'account',
      'macdef',
      '"',
      '#',
      '\\',
      'SECRET',
    );
    const gap = fc.constantFrom(' ', '\n', '\r\n', '\t', '\n\n', '');
    const file = fc.array(fc.oneof(word, gap, fc.string())).map((parts) => parts.join(''));
    fc.assert(
      fc.property(file, (text) => {
        const read = attempt(text);
        const isRefused = read instanceof UsageError && /^line \d+: [^"]*$/u.test(read.message);
        expect(Array.isArray(read) || isRefused).toBe(true);
        expect(String(read)).not.toContain('SECRET');
      }),
      { numRuns: 1000 },
    );
  });

  test('gives back what was written into it', () => {
    const text = fc.string({ unit: 'grapheme' });
    const quoted = (each: string) => `"${each.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
    fc.assert(
      fc.property(fc.array(fc.record({ host: text, user: text, password: text })), (entries) => {
        const lines = entries.map(
          ({ host, user, password }) =>
            `machine ${quoted(host)} login ${quoted(user)} password ${quoted(password)}\n`,
        );
        expect(parseNetrc(lines.join(''))).toEqual(entries);
      }),
    );
  });
});

function attempt(text: string): unknown {
  try {
    return parseNetrc(text);
  } catch (error) {
    return error;
  }
}
