import { median } from '../statistics.ts';
import type { Sample } from './contest.ts';

/** The medians of a peer's samples, each figure for itself. Milliseconds. */
export type Summary = {
  readonly name: string;
  readonly rounds: number;
  readonly done: number;
  readonly wall: number;
  readonly cpu: number;
  readonly own?: number;
  /** URLs a second of the whole process. */
  readonly rate: number;
  /** Microseconds of CPU time for each URL. */
  readonly cpuEach: number;
};

function summarise(name: string, samples: readonly Sample[]): Summary {
  const of = (value: (sample: Sample) => number): number => median(samples.map(value));
  const owns = samples.flatMap(({ own }) => (own === undefined ? [] : [own]));
  return {
    name,
    rounds: samples.length,
    done: of(({ done }) => done),
    wall: of(({ wall }) => wall),
    cpu: of(({ cpu }) => cpu),
    rate: of(({ done, wall }) => (done / wall) * 1000),
    cpuEach: of(({ done, cpu }) => (cpu / done) * 1000),
    ...(owns.length === 0 ? {} : { own: median(owns) }),
  };
}

/** The summaries by name, in the order of the contenders. */
export function summariseAll(samples: ReadonlyMap<string, readonly Sample[]>): Map<string, Summary> {
  return new Map([...samples].map(([name, list]) => [name, summarise(name, list)]));
}
