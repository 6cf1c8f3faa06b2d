/** What the world does to a request, each thing under each strategy: one outcome, the right one, in time, and no trace. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { FetchOptions } from '../../src/options/options.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { UNPRINTABLE } from '../../src/util/printable.ts';
import type { FetchRequest } from '../../src/core/request.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { toCsvLine } from '../../src/output/csv-line.ts';
import { toJsonLine } from '../../src/output/json-line.ts';
import { toTextLine } from '../../src/output/text-line.ts';
import { parseContender } from '../../src/strategies/contender.ts';
import { code, STRATEGIES } from '../contract/strategies.ts';
import { openSockets } from '../support/open-sockets.ts';
import { type Behaviour, USUAL } from './behaviours/behaviour.ts';
import { GROUPS } from './behaviours/behaviours.ts';
import { Lag } from './lag.ts';
import { World } from './world.ts';

const BEHAVIOURS = Object.values(GROUPS).flat();

/** How late a deadline may be: 10 %, or so many milliseconds, whichever is more. */
const LATENESS = 100;

/** The same in worker threads: how late their timers are is not seen from here. test/long/ holds them to the figure. */
const LATENESS_OF_THREADS = 600;

describe.each(STRATEGIES)('%s', (strategy) => {
  let run: HostileRun;
  beforeAll(async () => {
    run = await meetAll(strategy);
  }, 20_000);

  for (const [group, behaviours] of Object.entries(GROUPS)) {
    test.each(behaviours)(`${group}: $name`, (behaviour) => {
      const outcomes = run.outcomes.get(behaviour) ?? [];
      expect(outcomes.map(code)).toEqual([behaviour.outcome]);
      const { attempts = 1, holds = {}, message = '' } = behaviour;
      expect(outcomes[0]).toMatchObject({ attempts, ...holds });
      expect(messagesOf(outcomes)).toMatch(message);
    });
  }

  test.each(BEHAVIOURS.filter(({ deadline }) => deadline !== undefined))(
    'keeps the deadline: $name',
    (behaviour) => {
      const { attempts = 1, deadline = 0 } = behaviour;
      const late = (run.outcomes.get(behaviour)?.[0]?.inFlight ?? 0) / attempts - deadline;
      // A name is looked up for all who wait, also ahead: who comes late to it waits for the rest alone.
      expect(late).toBeGreaterThan(behaviour.outcome === 'dns_timeout' ? -1 - deadline : -1);
      const allowed = parseContender(strategy).threads > 0 ? LATENESS_OF_THREADS : LATENESS;
      expect(late).toBeLessThanOrEqual(Math.max(allowed, deadline / 10) + run.lag);
    },
  );

  test('leaves no connection, no descriptor and no secret, and nothing that is not safe to look at', () => {
    expect(run.socketsLeft).toBe(0);
    const outcomes = [...run.outcomes.values()].flat();
    expect(outcomes).toHaveLength(BEHAVIOURS.length);
    for (const outcome of outcomes) {
      for (const line of [toTextLine(outcome), toJsonLine(outcome), toCsvLine(outcome)]) {
        expect(line.endsWith('\n')).toBe(true);
        expect(line.slice(0, -1)).not.toMatch(UNPRINTABLE);
        expect(line).not.toContain('secret');
      }
      expect(JSON.parse(toJsonLine(outcome))).toMatchObject({ seq: outcome.seq, url: outcome.url });
    }
  });
});

type HostileRun = {
  readonly outcomes: ReadonlyMap<Behaviour, readonly Outcome[]>;
  /** Sockets that this process has more than before. */
  readonly socketsLeft: number;
  /** Milliseconds that a timer of this process was late at most. */
  readonly lag: number;
};

/** Meets every behaviour, those with the same options in one run, and all runs at once. */
async function meetAll(strategy: string): Promise<HostileRun> {
  const before = openSockets();
  const world = await World.start();
  const requests = await requestsByOptions(world);
  const lag = new Lag();
  const outcomes = new Map<Behaviour, Outcome[]>();
  try {
    const runs = [...requests.values()].map(async ({ options, list }) => {
      const run = fetchAll(list, { ...USUAL, dnsServer: world.dnsServer, ...options, strategy });
      for await (const outcome of run) add(outcomes, outcome);
    });
    await Promise.all(runs);
    await world.emptied();
  } finally {
    await world.close();
  }
  return { outcomes, lag: lag.stop(), socketsLeft: openSockets() - before };
}

type Group = { readonly options: FetchOptions; readonly list: FetchRequest[] };

async function requestsByOptions(world: World): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  for (const behaviour of BEHAVIOURS) {
    const { url, request, options = {} } = behaviour;
    const key = JSON.stringify(options);
    const group = groups.get(key) ?? { options, list: [] };
    groups.set(key, group);
    group.list.push({
      ...request,
      url: typeof url === 'string' ? url : await url(world),
      meta: BEHAVIOURS.indexOf(behaviour),
    });
  }
  return groups;
}

function add(outcomes: Map<Behaviour, Outcome[]>, outcome: Outcome): void {
  const behaviour = BEHAVIOURS[Number(outcome.meta)];
  if (!behaviour) throw new Error(`an outcome that nobody asked for: ${JSON.stringify(outcome)}`);
  outcomes.set(behaviour, [...(outcomes.get(behaviour) ?? []), outcome]);
}

function messagesOf(outcomes: readonly Outcome[]): string {
  return outcomes.map((outcome) => (outcome.kind === 'failure' ? outcome.error.message : '')).join('; ');
}
