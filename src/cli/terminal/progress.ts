import type { RunStats } from '../../core/run.ts';
import type { Tally } from '../../report/text/tally.ts';
import { grouped, rate, roughly } from '../../report/text/wording.ts';

/** The ways to tell progress: not at all, a line every so often, or one line that is drawn again and again. */
export type ProgressStyle = 'none' | 'line' | 'live';

/** What is known of a run that is under way. */
export type Progress = {
  readonly tally: Tally;
  readonly stats: RunStats;
  /** How much of the lists' bytes has been read, from 0 to 1; undefined if that cannot be known. */
  readonly share: number | undefined;
  /** Requests that end in a second, of late. */
  readonly perSecond: number;
  /** The most milliseconds that an attempt may take. */
  readonly timeout: number;
};

/** Milliseconds after which a request that everything waits for is worth a word. */
const LONG = 1000;

/** Less that is left, in milliseconds, would be shown as none. */
const LEAST_LEFT = 500;

/** The progress in one line, the most telling first, since a narrow terminal cuts it. */
export function progressText(progress: Progress): string {
  const { tally, perSecond } = progress;
  const total = expectedTotal(progress);
  const parts = [done(progress, total), rate(perSecond), inFlightText(progress)];
  for (const [digit, count] of [...tally.byClass].sort(([a], [b]) => a - b)) {
    parts.push(`${digit}xx ${grouped(count)}`);
  }
  if (tally.failed > 0) parts.push(`failed ${grouped(tally.failed)}`);
  const left = timeLeft(progress);
  if (left !== undefined) parts.push(`${roughly(left)} left`);
  return parts.join('  ');
}

/** Whether every request that is left is in flight. The pace of the others tells nothing of these. */
function isTail({ stats }: Progress): boolean {
  return stats.inputEnded && stats.read - stats.finished <= stats.inFlight;
}

/** Milliseconds that are left at the pace of late; undefined where that tells nothing. */
function timeLeft(progress: Progress): number | undefined {
  const total = expectedTotal(progress);
  if (total === undefined || isTail(progress)) return undefined;
  const left = ((total - progress.tally.finished) / progress.perSecond) * 1000;
  return left >= LEAST_LEFT && left < Infinity ? left : undefined;
}

function inFlightText(progress: Progress): string {
  const { timeout, stats } = progress;
  const { inFlight, oldestInFlight } = stats;
  const text = `${grouped(inFlight)} in flight`;
  // Others may wait behind these, for a host that has as many in flight as it may.
  const isWaiting = stats.inputEnded && timeLeft(progress) === undefined;
  if (!isWaiting || oldestInFlight < LONG) return text;
  return `${text}, the oldest for ${roughly(Math.min(oldestInFlight, timeout))} of ${roughly(timeout)} at most`;
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
