import { expect, it } from 'vitest';
import { outputFileOf } from '../../src/output/output-file.ts';

it('goes by the name, and by the format that was asked for only where that does not tell', () => {
  expect(outputFileOf('a.csv')).toEqual({ path: 'a.csv', format: 'csv', gzip: false });
  expect(outputFileOf('a.csv', 'jsonl')).toEqual({ path: 'a.csv', format: 'csv', gzip: false });
  expect(outputFileOf('a.out', 'jsonl')).toEqual({ path: 'a.out', format: 'jsonl', gzip: false });
});

it('compresses what ends in .gz, whatever tells the format', () => {
  expect(outputFileOf('a.jsonl.gz')).toEqual({ path: 'a.jsonl.gz', format: 'jsonl', gzip: true });
  expect(outputFileOf('a.GZ', 'text')).toEqual({ path: 'a.GZ', format: 'text', gzip: true });
});

it('names the choices where nothing tells the format', () => {
  expect(() => outputFileOf('a.out')).toThrow(/^a\.out: .*\.jsonl, \.csv or \.txt, with \.gz .*--format/);
});
