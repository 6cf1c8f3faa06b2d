import { expect, test } from 'vitest';
import { comparisonReport } from '../../../src/report/html/comparison-report.ts';
import { comparison } from '../fixture.ts';

test('the settings tell what line a command was, by its name', () => {
  const command = {
    kind: 'command',
    spec: 'command:curl',
    command: 'curl -sZ {file}',
    runs: [],
  } as const;
  const { settings } = comparisonReport(comparison({ contenders: [...comparison().contenders, command] }));
  expect(settings.at(-1)).toEqual({ name: 'command:curl', value: 'curl -sZ {file}' });
});
