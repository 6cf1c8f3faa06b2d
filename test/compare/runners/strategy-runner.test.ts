import { expect, test } from 'vitest';
import { FreshRuns } from '../../../src/compare/runners/fresh-runs.ts';
import { StrategyRunner } from '../../../src/compare/runners/strategy-runner.ts';
import { parseContender } from '../../../src/strategies/contender.ts';
import { fakeFetchAll, responseOutcome } from '../fake-run.ts';

test('of each round no more outcomes are held than may be, the first ones; all of them are counted', async () => {
  const outcomes = [3, 1, 2].map((seq) => responseOutcome(seq, seq, 10));
  const urls = outcomes.map(({ url }) => url);
  const fetcher = new FreshRuns(urls, fakeFetchAll(() => ({ outcomes, wall: 30 })).start);
  const extent = { requests: 3, holding: { outcomes: 2, rounds: 1 } };
  const runner = new StrategyRunner({ name: 'mine', ...parseContender('async:4') }, fetcher, extent);
  await runner.run(1);
  runner.keep();
  expect(runner.typical?.outcomes.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(runner.runs).toMatchObject([{ statuses: { '200': 3 } }]);
});
