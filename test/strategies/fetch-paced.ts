import type { Entry } from '../../src/core/parts.ts';
import { systemAlarm } from '../../src/util/alarm.ts';
import { systemClock } from '../../src/util/clock.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { resolveOptions } from '../../src/options/resolved-options.ts';
import { policyOf } from '../../src/schedule/policy.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import { ThreadExecutor } from '../../src/strategies/threads/thread-executor.ts';
import { NO_NAMES, NO_NAMES_AHEAD } from '../support/names.ts';
import { OPTIONS } from '../http/options.ts';

/** All outcomes of the URLs, at 40 a second, in threads with this entry. */
export async function fetchPaced(urls: readonly string[], threads: number, entry: Entry): Promise<Outcome[]> {
  const executor = new ThreadExecutor(
    { threads, slots: 16, perHost: 16, transport: OPTIONS, names: NO_NAMES, clock: systemClock, entry },
    {
      attemptEnded: (attempt, place) => scheduler.attemptEnded(attempt, place),
      slotsReady: () => scheduler.dispatch(),
    },
  );
  const outcomes: Outcome[] = [];
  const tools = {
    clock: systemClock,
    alarm: systemAlarm(systemClock),
    random: Math.random,
    names: NO_NAMES_AHEAD,
    proxyOf: () => undefined,
  };
  const policy = policyOf(resolveOptions({ rate: '40/s', perHost: { concurrency: 16 } }), false);
  let allEnded = (): void => {};
  const ended = new Promise<void>((resolve) => (allEnded = resolve));
  const scheduler = new Scheduler(executor, policy, tools, (outcome) => {
    outcomes.push(outcome);
    if (outcomes.length === urls.length) allEnded();
  });
  await executor.prestart();
  for (const [index, url] of urls.entries()) scheduler.admit(index + 1, { url });
  await ended;
  scheduler.close();
  await executor.close();
  return outcomes;
}
