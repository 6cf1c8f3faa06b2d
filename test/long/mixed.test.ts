/** A tenth of a list is hostile: the other nine tenths end as if it were not. */
import { expect, test } from 'vitest';
import { fetchAll } from '../../src/fetch-all.ts';
import { type Behaviour, USUAL } from '../hostile/behaviours/behaviour.ts';
import { GROUPS } from '../hostile/behaviours/behaviours.ts';
import { World } from '../hostile/world.ts';
import { withServers } from '../support/servers.ts';
import type { Handler, WatchedServer } from '../support/watched-server.ts';

const HEALTHY = 900;
const HOSTILE = 100;
const HOSTS = 30;
/** Each list is fetched so often, in turn. */
const ROUNDS = 3;
/** How much longer the slow ones among the healthy may take. */
const TOLERANCE = 1.5;

/** Long beside what the machine itself takes for a request. */
const healthy: Handler = (_, response) => {
  setTimeout(() => response.end('ok'), 100);
};

/** Those that need no options of their own, and a few that say nothing. */
const BEHAVIOURS = Object.values(GROUPS)
  .flat()
  .filter(({ options = {} }) => Object.keys(options).every((name) => name === 'headersTimeout'));

test('900 of 1,000 are healthy: all of them succeed, and their 99th percentile is that of a clean run', async () => {
  await withServers(
    Array.from({ length: HOSTS }, () => healthy),
    async (servers) => {
      const [clean, mixed]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round += 1) {
        clean.push(percentile99(await fetchMixed(servers, [])));
        mixed.push(percentile99(await fetchMixed(servers, take(HOSTILE))));
      }
      const ratio = Math.min(...mixed) / Math.min(...clean);
      console.log(
        `99th percentile: ${mixed.join(', ')} ms beside ${clean.join(', ')} ms, ${ratio.toFixed(2)}×`,
      );
      expect(ratio).toBeLessThanOrEqual(TOLERANCE);
    },
  );
});

function take(count: number): Behaviour[] {
  return Array.from({ length: count }, (_, index) => BEHAVIOURS[index % BEHAVIOURS.length]).filter(
    (each) => each !== undefined,
  );
}

/** Fetches the healthy ones with the hostile ones among them. @returns how long each of the healthy took */
async function fetchMixed(
  servers: readonly WatchedServer[],
  behaviours: readonly Behaviour[],
): Promise<readonly number[]> {
  const world = await World.start();
  try {
    const hostile = await Promise.all(
      behaviours.map(async ({ url, request }) => ({
        ...request,
        url: typeof url === 'string' ? url : await url(world),
      })),
    );
    const list = Array.from({ length: HEALTHY }, (_, index) => {
      const url = { url: `${servers[index % HOSTS]?.origin}/${index}`, meta: 'healthy' };
      const other = hostile[Math.floor(index / 9)];
      return index % 9 === 0 && other ? [url, other] : [url];
    });
    const took: number[] = [];
    const options = { ...USUAL, dnsServer: world.dnsServer, headersTimeout: 2000, timeout: 4000 };
    for await (const outcome of fetchAll(list.flat(), options)) {
      if (outcome.meta !== 'healthy') continue;
      expect(outcome).toMatchObject({ kind: 'response', status: 200 });
      took.push(outcome.elapsed);
    }
    expect(took).toHaveLength(HEALTHY);
    return took;
  } finally {
    await world.close();
  }
}

function percentile99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;
}
