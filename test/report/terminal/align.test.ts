import { expect, test } from 'vitest';
import { alignColumns } from '../../../src/report/terminal/align.ts';
import { painter } from '../../../src/report/terminal/paint.ts';

test('the first column stands to the left, the others to the right', () => {
  const rows = [
    [{ text: 'name' }, { text: 'n' }],
    [{ text: 'x' }, { text: '100' }],
  ];
  expect(alignColumns(rows, painter(false))).toEqual(['name    n', 'x     100']);
});

test('a style does not change the layout', () => {
  const rows = [[{ text: 'name' }], [{ text: 'x', style: 'red' as const }]];
  expect(alignColumns(rows, painter(true))).toEqual(['name', '\u001b[31mx   \u001b[0m']);
});
