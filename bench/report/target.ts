import type { Table } from './table.ts';

/** What Overlap must reach in a workload, and what it did. */
export type Target = {
  readonly workload: string;
  readonly what: string;
  /** What was measured, in `unit`; absent if there was nothing to measure it against. */
  readonly value?: number;
  readonly bound: 'at most' | 'at least';
  readonly limit: number;
  /** Written behind the numbers: `×` for a ratio, else a unit. */
  readonly unit: string;
  /** The figures that `value` comes from; or why there is none. */
  readonly from: string;
};

export type Verdict = 'yes' | 'no' | 'not judged';

export function verdict({ value, bound, limit }: Target): Verdict {
  if (value === undefined) return 'not judged';
  return (bound === 'at most' ? value <= limit : value >= limit) ? 'yes' : 'no';
}

export function targetTable(targets: readonly Target[]): Table {
  return {
    columns: ['target', 'measured', 'must be', 'met', 'from'],
    rows: targets.map((target) => [
      `${target.workload}: ${target.what}`,
      target.value === undefined ? '-' : withUnit(target.value, target.unit),
      `${target.bound} ${withUnit(target.limit, target.unit)}`,
      verdict(target),
      target.from,
    ]),
  };
}

function withUnit(value: number, unit: string): string {
  return `${Number(value.toPrecision(4))} ${unit}`;
}
