import { printableHead } from '../core/printable.ts';
import type { RunStats } from '../core/run.ts';
import { formatDuration } from '../report/duration.ts';
import { resultsText } from '../report/results-text.ts';
import type { StopReason } from './stop.ts';
import type { Tally } from '../report/tally.ts';
import { counted, grouped, rate, roughly } from '../report/wording.ts';

/** Longest URL that is shown whole. */
const URL_LENGTH = 200;

/** The least factor that says anything. */
const LEAST_GAIN = 1.05;

/** What a run came to, as a paragraph for people, with its newline. */
export function summary(tally: Tally, stats: RunStats): string {
  if (tally.finished === 0) return `No request was finished in ${wall(stats.wall)}.\n`;
  const sentences = [
    `${counted(tally.finished, 'request')} in ${wall(stats.wall)} (${pace(tally, stats)}): ${resultsText(tally)}.`,
  ];
  if (tally.slowest) {
    const { elapsed, url } = tally.slowest;
    sentences.push(`The slowest took ${formatDuration(elapsed)}: ${printableHead(url, URL_LENGTH)}`);
  }
  const times = tally.inFlight / stats.wall;
  if (tally.sent > 1 && stats.wall > 0 && times >= LEAST_GAIN) {
    sentences.push(
      `At most ${grouped(stats.peakInFlight)} in flight; one after another they would take ${wall(tally.inFlight)}, ` +
        `so this was ${times.toFixed(times < 9.95 ? 1 : 0)} times as fast.`,
    );
  }
  return `${sentences.join('\n')}\n`;
}

/** That a run was stopped by a signal, with its newline; nothing for one that was not. */
export function stopNote(reason: StopReason | undefined, tally: Tally, stats: RunStats): string {
  if (reason?.kind !== 'signal') return '';
  const unfinished = stats.read - tally.finished;
  const dropped = unfinished > 0 ? `; ${counted(unfinished, 'request')} read and not finished` : '';
  return `Stopped by ${reason.signal}${dropped}.\n`;
}

function pace(tally: Tally, stats: RunStats): string {
  return rate((tally.finished / stats.wall) * 1000);
}

function wall(milliseconds: number): string {
  return milliseconds < 100_000 ? formatDuration(milliseconds) : roughly(milliseconds);
}
