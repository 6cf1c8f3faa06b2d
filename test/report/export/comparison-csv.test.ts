import { expect, test } from 'vitest';
import type { CommandResult } from '../../../src/compare/comparison.ts';
import { comparisonCsv } from '../../../src/report/export/comparison-csv.ts';
import { readCsv } from '../../output/read-csv.ts';
import { comparison } from '../fixture.ts';

/** Each row by the names of its columns. */
function rowsOf(text: string): Record<string, string>[] {
  const [header = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

test('has a row for each round of each contender', () => {
  const rows = rowsOf([...comparisonCsv(comparison())].join(''));
  expect(rows.map(({ contender, round, wall }) => `${contender} ${round} ${wall}`)).toEqual([
    'sequential 1 2000',
    'sequential 2 2020',
    'sequential 3 1980',
    'async:64 1 801',
    'async:64 2 790',
    'async:64 3 812',
    'hybrid:512x64 1 821',
    'hybrid:512x64 2 832',
    'hybrid:512x64 3 815',
  ]);
  expect(rows.at(-1)).toEqual({
    contender: 'hybrid:512x64',
    round: '3',
    wall: '815',
    threads: '512',
    slots: '64',
    startup: '331.4',
    peakInFlight: '4',
    failures: '2',
    refused: '1',
    inFlight: '2000',
    bytes: '0',
    connections: '1',
    cpu: '5',
    memoryGrowth: '50000000',
    p50: '400',
    p90: '800',
    p95: '800',
    p99: '800',
    exitCode: '',
  });
});

test('leaves empty what is not known of a command, and makes no formula of its name', () => {
  const command: CommandResult = {
    kind: 'command',
    name: '=cmd,x',
    command: 'curl {file}',
    runs: [{ round: 1, wall: 12.5, exitCode: 3 }],
  };
  const [row, ...others] = rowsOf([...comparisonCsv(comparison({ contenders: [command] }))].join(''));
  expect(others).toEqual([]);
  const known = Object.entries(row ?? {}).filter(([, value]) => value !== '');
  expect(Object.fromEntries(known)).toEqual({
    contender: "'=cmd,x",
    round: '1',
    wall: '12.5',
    exitCode: '3',
  });
});
