/** What the records of a run tell of what was in flight, under every strategy: as much as there was, and never more. */
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { RunPicture } from '../../src/report/picture/run-picture.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { STRATEGIES, width } from './strategies.ts';

const PER_HOST = 5;

/** Leads on, refuses, or breaks off, by turns. */
const shaky: Handler = (request, response, server) => {
  const turn = server.arrivals.length;
  if (turn % 7 === 0) request.socket.destroy();
  else if (turn % 5 === 0) response.writeHead(302, { location: `${request.url}1` }).end();
  else setTimeout(() => response.writeHead(turn % 11 === 0 ? 503 : 200).end('ok'), turn % 4);
};

test.each(STRATEGIES)('%s', async (strategy) => {
  await withServer(shaky, async ({ origin }) => {
    const list = Array.from({ length: 150 }, (_, index) => `${origin}/${index}`);
    const run = fetchAll(list, {
      strategy,
      perHost: { concurrency: PER_HOST },
      originBackoff: false,
      hostFailures: 'unlimited',
    });
    const outcomes: Outcome[] = [];
    for await (const outcome of run) outcomes.push(outcome);
    expect(outcomes.some(({ tries }) => tries && tries.length > 2)).toBe(true);
    const picture = new RunPicture();
    for (const outcome of outcomes) picture.add(outcome);
    expect(run.stats.peakInFlight).toBe(Math.min(PER_HOST, width(strategy)));
    expect(picture.peak).toBe(run.stats.peakInFlight);
    expect(Math.max(...picture.inFlight().values)).toBe(picture.peak);
  });
});
