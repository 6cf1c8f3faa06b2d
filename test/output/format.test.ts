import { expect, it } from 'vitest';
import { formatOf } from '../../src/output/format.ts';

it.each([
  ['a.jsonl', 'jsonl'],
  ['a.ndjson', 'jsonl'],
  ['a.csv', 'csv'],
  ['a.txt', 'text'],
  ['a.har', undefined],
  ['dir.csv/a.JSONL', 'jsonl'],
  ['a.csv.gz', 'csv'],
  ['a.csv.jsonl.GZ', 'jsonl'],
  ['a', undefined],
  ['csv', undefined],
  ['a.gz', undefined],
  ['a.json', undefined],
  ['a.csv.zst', undefined],
  ['dir.csv/a', undefined],
  ['', undefined],
])('the name %j tells the format %s', (path, format) => {
  expect(formatOf(path)).toBe(format);
});
