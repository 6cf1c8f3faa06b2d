import type { RunStats } from '../core/run.ts';
import type { Tally } from '../report/tally.ts';
import { grouped, rate, roughly } from '../report/wording.ts';

/** What is known of a run that is under way. */
export type Progress = {
  readonly tally: Tally;
  readonly stats: RunStats;
  /** How much of the lists' bytes has been read, from 0 to 1; undefined if that cannot be known. */
  readonly share: number | undefined;
  /** Requests that end in a second, of late. */
  readonly perSecond: number;
};

/** The progress in one line, the most telling first, since a narrow terminal cuts it. */
export function progressText(progress: Progress): string {
  const { tally, stats, perSecond } = progress;
  const total = expectedTotal(progress);
  const parts = [done(progress, total), rate(perSecond), `${grouped(stats.inFlight)} in flight`];
  for (const [digit, count] of [...tally.byClass].sort(([a], [b]) => a - b)) {
    parts.push(`${digit}xx ${grouped(count)}`);
  }
  if (tally.failed > 0) parts.push(`failed ${grouped(tally.failed)}`);
  if (total !== undefined && perSecond > 0) {
    parts.push(`${roughly(((total - tally.finished) / perSecond) * 1000)} left`);
  }
  return parts.join('  ');
}

/** Known once the input has been read; before, from how many requests its first bytes held. */
function expectedTotal({ stats, share }: Progress): number | undefined {
  if (stats.inputEnded) return stats.read;
  return share !== undefined && share > 0 ? stats.read / share : undefined;
}

function done({ tally, stats }: Progress, total: number | undefined): string {
  if (total === undefined) return `${grouped(tally.finished)} done`;
  const percent = total > 0 ? Math.floor((tally.finished / total) * 100) : 0;
  return stats.inputEnded ? `${grouped(tally.finished)}/${grouped(total)}  ${percent}%` : `~${percent}%`;
}
