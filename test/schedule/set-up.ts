import type { Outcome } from '../../src/core/outcome.ts';
import type { SchedulePolicy } from '../../src/schedule/policy.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import { FakeExecutor } from './fake-executor.ts';
import { NO_NAMES_AHEAD } from '../support/names.ts';
import { FakeTime } from './fake-time.ts';

/** No bound, no retry: each test adds what it is about. */
export const POLICY: SchedulePolicy = {
  perHost: Infinity,
  follow: true,
  maxRedirects: 10,
  allowDowngrade: false,
  retries: 0,
  maxRetryAfter: 60_000,
  rate: undefined,
  looksAhead: false,
  pace: { rate: undefined, delay: 0, maxRetryAfter: 60_000, backsOff: true, hostFailures: Infinity },
  defaults: {
    method: 'GET',
    headers: ['user-agent', 'test'],
    authorizations: new Map(),
    data: undefined,
    saveTo: undefined,
  },
  bodyAsText: false,
  insecure: false,
  verboseAttempts: false,
};

/** A scheduler over an executor and a time that the test has in its hands. */
export function setUp(
  slots: number,
  policy: Partial<SchedulePolicy> = {},
  names = NO_NAMES_AHEAD,
  proxyOf: (origin: string) => string | undefined = () => 'http://proxy.example',
) {
  const time = new FakeTime();
  const executor = new FakeExecutor(slots, () => time.now);
  const outcomes: Outcome[] = [];
  const scheduler = new Scheduler(
    executor,
    { ...POLICY, ...policy },
    { ...time.tools, names, proxyOf },
    (outcome) => outcomes.push(outcome),
  );
  executor.listener = (attempt, place) => scheduler.attemptEnded(attempt, place);
  let seq = 0;
  const admit = (...urls: string[]) => {
    for (const url of urls) scheduler.admit((seq += 1), { url });
  };
  return { time, executor, scheduler, outcomes, admit };
}
