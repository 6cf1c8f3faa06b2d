import { expect, test } from 'vitest';
import { comparisonReport } from '../../../src/report/html/comparison-report.ts';
import { comparison } from '../fixture.ts';

test('the legend tells what line a command was, by its name', () => {
  const command = {
    kind: 'command',
    name: 'command:curl',
    command: 'curl -sZ {file}',
    runs: [],
  } as const;
  const { legend } = comparisonReport(comparison({ contenders: [...comparison().contenders, command] }));
  expect(legend).toEqual([{ name: 'command:curl', value: 'curl -sZ {file}' }]);
});
