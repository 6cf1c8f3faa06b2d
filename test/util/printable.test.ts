import { describe, expect, it } from 'vitest';
import { printable, printableHead } from '../../src/util/printable.ts';

describe('printable', () => {
  it.each([
    ['a tag character', '\u{e0041}', '\\u{e0041}'],
    ['the last tag character', '\u{e007f}', '\\u{e007f}'],
    ['the Mongolian vowel separator', '\u180e', '\\u{180e}'],
    ['the combining grapheme joiner', '\u034f', '\\u{34f}'],
    ['a turn of direction', '\u202e', '\\u{202e}'],
    ['an escape', '\u001b', '\\u{1b}'],
    ['a lone high surrogate', '\ud83d', '\\u{d83d}'],
    ['a lone low surrogate', '\ude00', '\\u{de00}'],
  ])('escapes %s', (_, char, escape) => {
    expect(printable(`a${char}b`)).toBe(`a${escape}b`);
  });

  it('leaves letters and emoji of all kinds alone', () => {
    const text = 'aé中\u{1f600}\u{20000}';
    expect(printable(text)).toBe(text);
  });
});

describe('printableHead', () => {
  it('does not cut a character in two', () => {
    expect(printableHead('abc\u{1f600}de', 5)).toBe('abc…');
    expect(printableHead('abcde', 5)).toBe('abcde');
    expect(printableHead('abcdef', 5)).toBe('abcd…');
  });
});
