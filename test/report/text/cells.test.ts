import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, firstCells, lastCells, padded } from '../../../src/report/text/cells.ts';
import { cutApart, cutEnd, cutMiddle, pieces, wrap } from '../../../src/report/text/fit.ts';

test.each([
  ['async:64', 8],
  ['', 0],
  ['中文', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['ｆｕｌｌ', 8],
  ['👩‍🚀!', 3],
])('%j takes %d cells', (text, cells) => {
  expect(cellsOf(text)).toBe(cells);
});

test('a wide character is taken whole or not at all', () => {
  expect(firstCells('中文字', 3)).toBe('中');
  expect(lastCells('中文字', 5)).toBe('文字');
  expect(padded('中', 4, 'before')).toBe('  中');
});

const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '中', '文', 'é', '😀') });

test('what is cut, broken or padded is as wide as it should be, and nothing that is broken is lost', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 6, max: 20 }), (text, most) => {
      for (const cut of [cutEnd(text, most), cutMiddle(text, most)]) {
        expect(cellsOf(cut)).toBeLessThanOrEqual(most);
      }
      for (const line of [...wrap(text, most), ...pieces(text, most)]) {
        expect(cellsOf(line)).toBeLessThanOrEqual(most);
      }
      expect(pieces(text, most).join('')).toBe(text);
      expect(cellsOf(padded(text, 50, 'behind'))).toBe(Math.max(50, cellsOf(text)));
    }),
  );
});

test('names that are cut stay different, and within their room', () => {
  const names = fc.uniqueArray(
    texts.filter((text) => !text.includes('…')),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(names, fc.integer({ min: 6, max: 12 }), (given, most) => {
      const shown = cutApart(given, most);
      expect(new Set(shown).size).toBe(given.length);
      for (const name of shown) expect(cellsOf(name)).toBeLessThanOrEqual(most);
    }),
  );
});
