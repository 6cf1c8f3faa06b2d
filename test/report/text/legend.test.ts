import { expect, test } from 'vitest';
import { legendOf } from '../../../src/report/text/legend.ts';
import { comparison } from '../fixture.ts';

test('tells the line of each command, and the strategy of each contender that has a name of its own', () => {
  const { contenders } = comparison();
  const [first, ...others] = contenders;
  if (!first) throw new Error('there are contenders');
  const command = { kind: 'command', name: 'mine', command: 'python3 mine.py {file}', runs: [] } as const;
  expect(legendOf(comparison({ contenders: [...contenders, command] }))).toEqual([
    { name: 'mine', value: 'python3 mine.py {file}' },
  ]);
  expect(legendOf(comparison({ contenders: [{ ...first, name: 'slow' }, ...others] }))).toEqual([
    { name: 'slow', value: 'sequential' },
  ]);
});
