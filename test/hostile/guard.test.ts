/**
 * Where the address guard lets a request go, and where not, by the command, under each strategy. In a network of its own, in
 * which addresses of the public internet lead to the tests' server.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { STRATEGIES } from '../contract/strategies.ts';
import { mayHaveOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';
import { GUARD, type GuardBehaviour, PUBLIC, SPECIAL } from './guard.ts';

const PROGRAM = fileURLToPath(new URL('process-behind-guard.ts', import.meta.url));

type Result = { remoteAddress?: string; error?: { code: string } };
type Report = { readonly records: readonly Result[]; readonly visits: readonly string[] };

const HAS_NETWORK = mayHaveOwnNetwork();
if (!HAS_NETWORK)
  console.warn('the address guard is not tried: no network of its own may be made here (unshare)');

/** Each strategy under each rule, in this order. */
const RUNS = STRATEGIES.flatMap((strategy) =>
  [true, false].map((denyPrivate) => ({ strategy, denyPrivate })),
);

const underRule = (denyPrivate: boolean): GuardBehaviour[] =>
  GUARD.filter((behaviour) => (behaviour.denyPrivate ?? false) === denyPrivate);

/** What a URL ends in marks its last hop. */
const marked = (url: string, index: number): string => `${url}last-${index}`;

describe.runIf(HAS_NETWORK)('in a network of its own (unshare)', () => {
  let reports: Report[] = [];
  beforeAll(async () => {
    const runs = RUNS.map(({ strategy, denyPrivate }) => ({
      argv: ['--strategy', strategy, '--quiet', ...(denyPrivate ? ['--deny-private'] : [])],
      urls: underRule(denyPrivate).map(({ url }, index) => marked(url, index)),
    }));
    const printed = await runInOwnNetwork(PROGRAM, [...PUBLIC, ...SPECIAL], JSON.stringify(runs));
    reports = printed
      .trimEnd()
      .split('\n')
      .map((line): Report => JSON.parse(line));
  }, 60_000);

  describe.each(RUNS)('$strategy, --deny-private: $denyPrivate', ({ strategy, denyPrivate }) => {
    const run = RUNS.findIndex((each) => each.strategy === strategy && each.denyPrivate === denyPrivate);
    test.each(underRule(denyPrivate))('$name: $outcome', (behaviour) => {
      const index = underRule(denyPrivate).indexOf(behaviour);
      const report = reports[run];
      const { error, remoteAddress } = report?.records[index] ?? {};
      expect(error?.code ?? remoteAddress).toBe(behaviour.outcome);
      // What was refused was not asked for either.
      const arrived = report?.visits.filter((visit) => visit.endsWith(` ${marked('/', index)}`));
      const from = behaviour.outcome.replace(/:80$/u, '').replace(/[[\]]/gu, '');
      expect(arrived).toEqual(
        behaviour.outcome === 'blocked_address' ? [] : [`${from} ${marked('/', index)}`],
      );
    });
  });
});
