import { printableHead } from '../../util/printable.ts';
import type { PauseStats, RunStats } from '../../core/run.ts';
import { formatDuration } from '../../report/text/duration.ts';
import { resultsText } from '../../report/text/results-text.ts';
import { namesText } from './names-text.ts';
import { boundText, type Limits } from './bound-text.ts';
import type { StopReason } from '../stop.ts';
import type { Tally } from '../../report/text/tally.ts';
import { counted, grouped, meanInFlight, rate, roughly } from '../../report/text/wording.ts';

/** Longest URL that is shown whole. */
const URL_LENGTH = 200;

/** The share of a run's time from which on something is worth a word. */
const GOOD_PART = 0.2;

/** Pauses that come to less are not worth a word, in milliseconds. */
const LEAST_PAUSES = 1000;

/**
 * What a run came to, as a paragraph for people, with its newline.
 * @param limits what bounds the run
 * @param busy the share of the time for which the main thread was busy
 * @param before requests that an earlier run has finished, which this one goes on with
 */
export function summary(tally: Tally, stats: RunStats, limits: Limits = {}, busy = 0, before = 0): string {
  const earlier = before > 0 ? `${counted(before, 'request')} had been finished before.\n` : '';
  if (tally.finished === 0) {
    const isAll = before > 0 && stats.inputEnded && stats.read === 0;
    return isAll
      ? `${earlier}Nothing was left to fetch.\n`
      : `${earlier}No request was finished in ${wall(stats.wall)}.\n`;
  }
  const sentences = [
    `${counted(tally.finished, 'request')} in ${wall(stats.wall)} (${pace(tally, stats)}): ${resultsText(tally)}.`,
  ];
  if (tally.slowest) {
    const { inFlight, url } = tally.slowest;
    sentences.push(`The slowest took ${formatDuration(inFlight)}: ${printableHead(url, URL_LENGTH)}`);
  }
  sentences.push(...restText(tally, stats), ...namesText(stats.names));
  if (stats.pauses.total >= LEAST_PAUSES) sentences.push(pauseText(stats.pauses));
  if (tally.sent > 1 && stats.wall > 0 && stats.peakInFlight > 1) {
    const mean = meanInFlight(tally.inFlight, stats.wall);
    sentences.push(
      `At most ${grouped(stats.peakInFlight)} in flight, ${mean} on average${boundText(stats, limits, busy)}.`,
    );
  }
  return `${earlier}${sentences.join('\n')}\n`;
}

/** The other causes of a long run: a second for one request that took a hundredth of it is a riddle without them. */
function restText({ sent, slowest }: Tally, { wall: time, threads }: RunStats): readonly string[] {
  const sentences: string[] = [];
  const isLong = (milliseconds: number): boolean => milliseconds >= time * GOOD_PART;
  if (threads.started > 0 && isLong(threads.startup)) {
    sentences.push(`${counted(threads.started, 'thread')} took ${wall(threads.startup)} to start.`);
  }
  if (slowest && sent === 1 && isLong(slowest.waited)) {
    sentences.push(`It waited ${wall(slowest.waited)} between its attempts.`);
  }
  return sentences;
}

/** That a run was stopped by a signal, with its newline; nothing for one that was not. */
export function stopNote(reason: StopReason | undefined, tally: Tally, stats: RunStats): string {
  if (reason?.kind !== 'signal') return '';
  const unfinished = stats.read - tally.finished;
  const dropped = unfinished > 0 ? `; ${counted(unfinished, 'request')} read and not finished` : '';
  return `Stopped by ${reason.signal}${dropped}.\n`;
}

/** How to go on with a run that did not come to its end, with its newline. */
export function resumeNote({ overwrite }: { readonly overwrite: boolean }): string {
  return `To go on with it, give the same command again with --resume${overwrite ? ' in place of --overwrite' : ''}.\n`;
}

/** Without it, a run that waits seems to hang. */
function pauseText({ count, total, longestAt = '' }: PauseStats): string {
  const where = `${count === 1 ? '' : 'the longest for '}${printableHead(longestAt, URL_LENGTH)}`;
  return `Servers asked for ${counted(count, 'pause')} (429 or 503), ${wall(total)} in all: ${where}`;
}

function pace(tally: Tally, stats: RunStats): string {
  return rate((tally.finished / stats.wall) * 1000);
}

function wall(milliseconds: number): string {
  return milliseconds < 100_000 ? formatDuration(milliseconds) : roughly(milliseconds);
}
