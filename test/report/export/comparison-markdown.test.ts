import { expect, test } from 'vitest';
import type { ComparisonWarning } from '../../../src/compare/verdict/comparison-warning.ts';
import type { CommandResult } from '../../../src/compare/comparison.ts';
import { comparisonMarkdown } from '../../../src/report/export/comparison-markdown.ts';
import { COLUMNS } from '../../../src/report/terminal/table-columns.ts';
import { comparison, WARNINGS } from '../fixture.ts';

test('says the verdict first, then the table, the doubts and the surroundings', () => {
  const text = [...comparisonMarkdown(comparison())].join('');
  expect(text).toMatch(/^\*\*[^\n]+\*\*\n\n5 requests, 4 hosts, 3 rounds\n\n\| contender \| median \|/);
  const table = text.split('\n').filter((line) => line.startsWith('|'));
  expect(table).toHaveLength(5);
  for (const row of table) expect(row.split(' | ')).toHaveLength(COLUMNS.length + 1);
  expect(table[2]).toMatch(/^\| sequential \| 2\.00 s \| 1\.00× \|/);
  expect(table[3]).toMatch(/^\| \*\*async:64\*\* \| 801 ms \|/);
  expect(text.match(/^- /gm)).toHaveLength(WARNINGS.length);
  expect(text).toContain('with 95 % for all claims together');
  expect(text).toMatch(/\n2026-11-22T12:00:00\.000Z; Node 20\.18\.1, linux x64, 2 cores, load 0\.50\n$/);
});

test('makes no markup of what comes from outside', () => {
  const command: CommandResult = {
    kind: 'command',
    name: 'command:a|b_c_`<i>',
    command: '`a` | b *c* {file}',
    runs: [],
  };
  const text = [
    ...comparisonMarkdown(
      comparison({
        contenders: [command],
        warnings: [
          { kind: 'one-slow-url', contender: 'async:1', url: 'https://a/[x](y)\u001b*', inFlight: 3 },
        ],
      }),
    ),
  ].join('');
  expect(text).toContain('| command:a\\|b\\_c\\_\\`\\<i\\> |');
  expect(text).toContain(' `https://a/[x](y)\\u{1b}*` alone takes');
  expect(text).toContain('\ncommand:a\\|b\\_c\\_\\`\\<i\\>: `` `a` | b *c* {file} ``\n\n- note: one slow');
});

test('quotes what a command said as it stands', () => {
  const warning: ComparisonWarning = {
    kind: 'failed-command',
    contender: 'mine',
    exitCode: 1,
    stderr: ['  File "mine.py"', '*no* ```such``` file'],
    failures: 3,
    rounds: 3,
  };
  const text = [...comparisonMarkdown(comparison({ warnings: [warning] }))].join('');
  expect(text).toContain(
    '. Its standard error ended in:\n\n  ````text\n    File "mine.py"\n  *no* ```such``` file\n  ````\n\n',
  );
});
