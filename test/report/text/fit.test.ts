import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascii, cutApart, cutEnd, cutMiddle, wrap } from '../../../src/report/text/fit.ts';

test('ascii leaves printable ASCII and escapes all else', () => {
  expect(ascii('http://a.example/~x?y')).toBe('http://a.example/~x?y');
  expect(ascii('é \u4e2d \u{1f600}')).toBe('\\u{e9} \\u{4e2d} \\u{1f600}');
  expect(ascii('\u001b[31m\r\n')).not.toContain('\u001b');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(ascii(text)).toMatch(/^[ -~]*$/);
    }),
  );
});

describe('cutting', () => {
  test('leaves what fits', () => {
    expect(cutEnd('abc', 3)).toBe('abc');
    expect(cutMiddle('abc', 3)).toBe('abc');
  });

  test('marks what is gone', () => {
    expect(cutEnd('abcdefghij', 4)).toBe('abc…');
    expect(cutMiddle('abcdefghij', 7)).toBe('ab…ghij');
  });

  test('gives exactly the width where the text is wider', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        for (const cut of [cutEnd(text, most), cutMiddle(text, most)]) {
          expect(cut).toHaveLength(Math.min(text.length, most));
        }
      }),
    );
  });
});

describe('wrap', () => {
  test('breaks at spaces, and words only where they are too wide', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('one two three four', 10, '  ')).toEqual(['one two', '  three', '  four']);
    expect(wrap('a 0123456789', 6, ' ')).toEqual(['a', ' 01234', ' 56789']);
    expect(wrap('about 95 % of it', 9)).toEqual(['about', '95 % of', 'it']);
  });

  test('keeps every word and no line is too wide', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 50 }), (given, columns) => {
        const lines = wrap(given.join(' '), columns, '  ');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(given.join(''));
      }),
    );
  });
});

describe('cutting apart', () => {
  test('cuts in the middle, where that leaves no two alike', () => {
    expect(cutApart(['short', 'abcdefghij', 'abcdefghix'], 7)).toEqual(['short', 'ab…ghij', 'ab…ghix']);
  });

  test('leaves what tells them apart, wherever it is', () => {
    expect(cutApart(['xx1yyyyyyyy', 'xx2yyyyyyyy'], 6)).toEqual(['xx1…yy', 'xx2…yy']);
    expect(cutApart(['xxxxxxxx1yyyyyyyy', 'xxxxxxxx2yyyyyyyy'], 6)).toEqual(['…xxx1…', '…xxx2…']);
  });

  test('numbers them, where no one place tells them apart', () => {
    const [a, b, c] = [
      '-----A--------------x-----',
      '-----B--------------x-----',
      '-----B--------------y-----',
    ];
    expect(cutApart([a, b, c], 5)).toEqual(['1…---', '2…---', '3…---']);
  });

  test('leaves no two alike and none too wide', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), fc.integer({ min: 5, max: 20 }), (names, most) => {
        const shown = cutApart(names, most);
        expect(new Set(shown).size).toBe(names.length);
        for (const text of shown) expect(text.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
