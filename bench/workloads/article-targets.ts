import type { Sample } from '../peers/contest.ts';
import { milliseconds, seconds } from '../report/format.ts';
import type { Target } from '../report/target.ts';
import { median } from '../statistics.ts';

/** How long overlapping requests took against the longest of them. Milliseconds. */
export function asyncTarget(own: number, slowest: number): Target {
  return {
    workload: 'A',
    what: '`async` ÷ the slowest URL',
    value: own / slowest,
    bound: 'at most',
    limit: 1.03,
    unit: '×',
    from: `${milliseconds(own)} ÷ ${milliseconds(slowest)}`,
  };
}

/** Each run is set against its own start-up, because that is what varies most. */
export function threadsTarget(samples: readonly Sample[], slowest: number): Target {
  const startup = median(samples.map((sample) => sample.startup ?? 0));
  const own = median(samples.map((sample) => sample.own ?? Number.NaN));
  return {
    workload: 'A',
    what: '`threads:11` ÷ (the slowest URL + start-up)',
    value: median(samples.map((sample) => (sample.own ?? Number.NaN) / (slowest + (sample.startup ?? 0)))),
    bound: 'at most',
    limit: 1.05,
    unit: '×',
    from: `${milliseconds(own)} ÷ (${milliseconds(slowest)} + ${milliseconds(startup)})`,
  };
}

/** Whole processes, from fork to the end. */
export function processTarget(ours: number | undefined, curls: number | undefined): Target {
  const known = ours !== undefined && curls !== undefined;
  return {
    workload: 'A',
    what: 'whole `overlap fetch` − whole `curl -Z`',
    ...(known ? { value: (ours - curls) / 1000 } : {}),
    bound: 'at most',
    limit: 0.25,
    unit: 's',
    from: known ? `${seconds(ours)} − ${seconds(curls)}` : 'no curl here',
  };
}
