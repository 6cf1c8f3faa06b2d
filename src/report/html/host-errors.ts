import { printable } from '../../util/printable.ts';
import type { Outcome } from '../../core/outcome.ts';
import { cutMiddle } from '../text/fit.ts';
import { grouped } from '../text/wording.ts';
import type { Table } from '../picture/model.ts';
import { resultOf } from '../picture/sketch.ts';
import { originOf } from '../picture/url-index.ts';
import { isWrong } from '../text/wrong.ts';

/** Hosts whose errors are told apart; those that come later are counted as one. */
const MOST_HOSTS = 10_000;
const ROWS = 200;
const HOST_LENGTH = 120;
const OTHERS = 'other hosts';
const NO_HOST = 'no host';

/** Counts failures and statuses of 400 and above by host, in bounded memory. */
export class HostErrors {
  readonly #hosts = new Map<string, Map<string, number>>();
  /** The same over all hosts. */
  readonly #results = new Map<string, number>();

  add(outcome: Outcome): void {
    if (!isWrong(outcome)) return;
    const host = originOf(outcome.url) || NO_HOST;
    const key = this.#hosts.has(host) || this.#hosts.size < MOST_HOSTS ? host : OTHERS;
    const counts = this.#hosts.get(key) ?? new Map<string, number>();
    const result = resultOf(outcome);
    counts.set(result, (counts.get(result) ?? 0) + 1);
    this.#hosts.set(key, counts);
    this.#results.set(result, (this.#results.get(result) ?? 0) + 1);
  }

  /** How many of each kind there were over all hosts; the most frequent ones, and how many others. */
  kinds(most: number): string {
    const sorted = [...this.#results].sort(([, a], [, b]) => b - a);
    const others = sorted.slice(most).reduce((sum, [, count]) => sum + count, 0);
    return kindsText(new Map(sorted.slice(0, most))) + (others > 0 ? `, ${grouped(others)} others` : '');
  }

  /** The hosts with the most errors first. */
  rows(): readonly (readonly [host: string, errors: string, kinds: string])[] {
    return [...this.#hosts]
      .map(([host, counts]) => ({ host, counts, sum: sumOf(counts) }))
      .sort((a, b) => b.sum - a.sum)
      .slice(0, ROWS)
      .map(({ host, counts, sum }) => [
        cutMiddle(printable(host), HOST_LENGTH),
        grouped(sum),
        kindsText(counts),
      ]);
  }

  /** What the table says of hosts that it has no row for. */
  get unlisted(): number {
    return Math.max(this.#hosts.size - ROWS, 0);
  }
}

/** The errors of several runs in one table, with the runs' names where there are several. */
export function errorsTable(runs: readonly { readonly name: string; readonly errors: HostErrors }[]): Table {
  const several = runs.length > 1;
  const rows = runs.flatMap(({ name, errors }) =>
    errors
      .rows()
      .map(([host, count, kinds]) => (several ? [host, name, count, kinds] : [host, count, kinds])),
  );
  const unlisted = runs.reduce((sum, { errors }) => sum + errors.unlisted, 0);
  return {
    caption: `Failures, and statuses of 400 and above, by host${several ? ', in the round that is drawn of each contender' : ''}${unlisted > 0 ? `; ${grouped(unlisted)} more hosts are left out` : ''}`,
    columns: several ? ['Host', 'Contender', 'Errors', 'Of which'] : ['Host', 'Errors', 'Of which'],
    rows,
    empty: 'No request failed, and no status was 400 or above.',
  };
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

function kindsText(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([result, count]) => `${grouped(count)} × ${result}`)
    .join(', ');
}
