import { expect, test } from 'vitest';
import { toAscii } from '../../../src/report/terminal/ascii-glyphs.ts';

test('puts one ASCII character in the place of each glyph', () => {
  expect(toAscii(' ▐██▌ ▏…×✗─┴')).toBe(' #### |~xx-+');
});

test('leaves ASCII and colours as they are', () => {
  expect(toAscii('\u001b[1mab\n\u001b[0m')).toBe('\u001b[1mab\n\u001b[0m');
});

test('a glyph that it does not know is still one character', () => {
  expect(toAscii('\u{1f600}')).toBe('?');
});
