import { expect, test } from 'vitest';
import { createCompare } from '../../src/compare/compare.ts';
import type { Comparison } from '../../src/compare/comparison.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';

const compare = createCompare(fetchAll);

/** Milliseconds. */
const ANSWER = 5;
const REFUSAL = 250;

async function compared(handler: Handler, contenders: readonly string[]): Promise<Comparison> {
  let comparison: Comparison | undefined;
  await withServer(handler, async ({ origin }) => {
    const urls = Array.from({ length: 12 }, (_, index) => `${origin}/${index + 1}`);
    comparison = await compare(urls, { contenders, rounds: 3, warmUp: false, timeout: REFUSAL });
  });
  if (!comparison) throw new Error('nothing was compared');
  return comparison;
}

/** Of those that come while others are there, every fifth is let down: another page in each run. */
function lettingDown(letDown: Handler): Handler {
  let company = 0;
  return (request, response, server) => {
    if (server.inFlight > 1 && ++company % 5 === 0) letDown(request, response, server);
    else setTimeout(() => response.end(), ANSWER);
  };
}

test.each<[string, Handler]>([
  ['slow refusal', (_, response) => setTimeout(() => response.writeHead(429).end(), REFUSAL - 50)],
  ['timeout', () => {}],
])('a %s that contenders provoke is not the limit of the list', async (_, letDown) => {
  const { contenders, criticalPath } = await compared(lettingDown(letDown), ['async:2', 'async:4']);
  for (const run of contenders.flatMap((contender) =>
    contender.kind === 'strategy' ? contender.runs : [],
  )) {
    expect(run.slowest?.inFlight).toBeGreaterThanOrEqual(REFUSAL - 51);
  }
  expect(criticalPath?.inFlight).toBeLessThan(REFUSAL - 51);
});

test('a slow refusal that all contenders get is', async () => {
  const refuses: Handler = (_, response) => setTimeout(() => response.writeHead(404).end(), 50);
  const { criticalPath } = await compared(refuses, ['async:2', 'async:4']);
  expect(criticalPath?.inFlight).toBeGreaterThanOrEqual(49);
});
