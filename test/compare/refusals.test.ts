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
const SLOW_PAGE = 60;

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

test('a slow refusal that all contenders get is, though its page has a number of its own each time', async () => {
  let number = 0;
  const refuses: Handler = (_, response) =>
    setTimeout(() => response.writeHead(404).end(`request ${(number += 1)}`), 50);
  const { criticalPath } = await compared(refuses, ['async:2', 'async:4']);
  expect(criticalPath?.inFlight).toBeGreaterThanOrEqual(49);
});

/** The last page is slow; whoever comes while another is being served is turned away at once. */
function turningAway(): Handler {
  let serving = 0;
  return ({ url }, response) => {
    if (serving > 0) {
      response.writeHead(429).end();
      return;
    }
    serving += 1;
    const answer = () => {
      serving -= 1;
      response.end();
    };
    setTimeout(answer, url === '/12' ? SLOW_PAGE : ANSWER);
  };
}

test('who is turned away is not ranked, and no limit', async () => {
  const comparison = await compared(turningAway(), ['async:12', 'sequential', 'async:1']);
  expect(comparison.verdict).toMatchObject({
    notRanked: ['async:12'],
    reference: 'async:12',
    sameWork: false,
  });
  const { fastest, level = [] } = comparison.verdict ?? {};
  expect([fastest, ...level]).not.toContain('async:12');
  expect(comparison.criticalPath?.inFlight).toBeGreaterThanOrEqual(SLOW_PAGE - 1);
  for (const { summary } of comparison.contenders) expect(summary).not.toHaveProperty('ratio');
  expect(comparison.contenders[0]?.summary).not.toHaveProperty('nearness');
  expect(comparison.contenders[1]?.summary?.nearness).toBeGreaterThan(0);
});

test('where nobody got a response nothing is ranked, and no level is recommended', async () => {
  const resets: Handler = (request) => request.socket.destroy();
  const comparison = await compared(resets, ['async:1', 'async:2', 'async:4']);
  expect(comparison).toMatchObject({ rounds: 3, ending: 'all-rounds' });
  expect(comparison).not.toHaveProperty('verdict');
  expect(comparison).not.toHaveProperty('sweep');
  expect(comparison).not.toHaveProperty('criticalPath');
  for (const { summary } of comparison.contenders) {
    expect(summary?.wall.median).toBeGreaterThan(0);
    expect(summary).not.toHaveProperty('ratio');
  }
});
