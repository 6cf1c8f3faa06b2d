/** Answers and lines that are broken by chance, in great number; and whether curl thinks the same of them. */
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { mutantAnswer } from '../hostile/mutants/answer.ts';
import { Census } from '../hostile/mutants/census.ts';
import { type CurlResult, curlResults } from '../hostile/mutants/curl.ts';
import { DEVIATIONS } from '../hostile/mutants/deviations.ts';
import { meetMutants, mutantServer } from '../hostile/mutants/meet.ts';
import { readMutants } from '../hostile/mutants/read.ts';

const MANY = 100_000;
/** So many of them go to curl. */
const COMPARED = 20_000;

test('100,000 broken answers have one outcome each, of the right kind', async () => {
  const census = new Census(MANY);
  await meetMutants(MANY, 'hybrid:2x16', census.add);
  expect(census.faults).toEqual([]);
  expect(census.missing).toEqual([]);
  expect(census.responses).toBeGreaterThan(MANY / 10);
  expect(census.failures).toBeGreaterThan(MANY / 10);
});

test('100,000 broken lines have one outcome each, and what is shown of them is safe', async () => {
  const { faults, departed, refused } = await readMutants(MANY);
  expect(faults).toEqual([]);
  expect(departed).toBeGreaterThan(MANY / 10);
  expect(refused).toBeGreaterThan(MANY / 10);
});

test('curl comes to the same conclusion, but for deviations that have a reason', async () => {
  const ours: string[] = [];
  await meetMutants(COMPARED, 'async:32', (outcome) => (ours[outcome.seq] = conclusion(outcome)));
  const server = await mutantServer();
  const urls = Array.from({ length: COMPARED }, (_, index) => `${server.origin}/${index + 1}`);
  const theirs = await curlResults(urls);
  await server.close();
  const unexplained = theirs.flatMap((result, index) => {
    const number = index + 1;
    const own = ours[number] ?? 'nothing';
    if (isExplained(own, result)) return [];
    return [`${own}, but curl: ${JSON.stringify(result)}: ${JSON.stringify(mutantAnswer(number))}`];
  });
  expect(unexplained).toEqual([]);
});

/** The status, or `code: message`. */
function conclusion(outcome: Outcome): string {
  if (outcome.kind === 'response') return String(outcome.status);
  return `${outcome.error.code}: ${outcome.error.message}`;
}

function isExplained(own: string, { exitCode, status }: CurlResult): boolean {
  const isResponse = /^\d+$/u.test(own);
  const theirs = exitCode === 0 ? 'response' : 'failure';
  const isSame = isResponse ? theirs === 'response' && own === String(status) : theirs === 'failure';
  return isSame || DEVIATIONS.some((each) => each.theirs === theirs && each.ours.test(own));
}
