/** Answers and lines that are broken by chance; test/long/mutants.test.ts has many more of them. */
import { expect, test } from 'vitest';
import { STRATEGIES } from '../contract/strategies.ts';
import { Census } from './mutants/census.ts';
import { meetMutants } from './mutants/meet.ts';
import { readMutants } from './mutants/read.ts';

const FEW = 500;

test.each(STRATEGIES)(
  'each broken answer has one outcome, and the right kind of one: %s',
  async (strategy) => {
    const census = new Census(FEW);
    await meetMutants(FEW, strategy, census.add);
    expect(census.faults).toEqual([]);
    expect(census.missing).toEqual([]);
    expect(census.responses).toBeGreaterThan(FEW / 10);
    expect(census.failures).toBeGreaterThan(FEW / 10);
  },
);

test('each broken line has one outcome, and what is shown of it is safe', async () => {
  const { faults, departed, refused } = await readMutants(2000);
  expect(faults).toEqual([]);
  expect(departed).toBeGreaterThan(200);
  expect(refused).toBeGreaterThan(200);
});
