import type { ComparisonWarning } from '../../compare/verdict/comparison-warning.ts';
import { formatDuration } from './duration.ts';
import { ascii, cutMiddle } from './fit.ts';
import { counted, grouped, rate } from './wording.ts';

const URL_LENGTH = 60;
const CODES_NAMED = 3;
/** So many are worth the time where the noise is to blame; or twice as many as there were. */
const MANY_ROUNDS = 30;

/** What a warning quotes, line by line: to be shown behind its words. */
export function quotedBy(warning: ComparisonWarning): readonly string[] {
  return warning.kind === 'failed-command' ? (warning.stderr ?? []) : [];
}

/** A warning in words: what was seen, what it means for the numbers, and what can be done. */
export function warningText(warning: ComparisonWarning): string {
  switch (warning.kind) {
    case 'few-rounds':
      return (
        `note: ${counted(warning.rounds, 'round')} cannot tell contenders apart that lie close together; take more: ` +
        `--rounds 10, with a longer --budget if need be`
      );
    case 'noise':
      return (
        `note: the reference's times varied by ${Math.round(warning.spread * 100)} % from round to round, which hides ` +
        `small differences; let nothing else run, or take more rounds: ` +
        `--rounds ${Math.max(MANY_ROUNDS, warning.rounds * 2)}, with a longer --budget if need be`
      );
    case 'busy-machine':
      return (
        `note: the machine was busy when it began (load ${warning.load.toFixed(1)} on ` +
        `${counted(warning.cores, 'core')}), which may hide small differences; let nothing else run`
      );
    case 'failed-requests':
      return (
        `warning: ${grouped(warning.failures)} of ${grouped(warning.requests)} requests failed (${nameCodes(warning.codes)})` +
        `${warning.url === undefined ? '' : `, such as ${shown(warning.url)}`}, and a failure takes another time than ` +
        `a response; see them with: overlap fetch`
      );
    case 'mostly-refused':
      return (
        `warning: ${grouped(warning.refused)} of ${grouped(warning.responses)} responses had a status of 400 or above, so ` +
        `this is mostly the time that refusals take; see them with: overlap fetch`
      );
    case 'failed-command':
      return (
        `warning: ${warning.contender} failed in ${warning.failures} of ${warning.rounds} rounds (exit code ` +
        `${warning.exitCode}), so its time may not be that of the whole work, and it is not ranked; try it by itself` +
        (warning.stderr === undefined ? '' : '. Its standard error ended in:')
      );
    case 'too-fast-command':
      return (
        `warning: ${warning.contender} took ${formatDuration(warning.wall)}, less than ${shown(warning.url)} alone ` +
        `(${formatDuration(warning.inFlight)}), so it cannot have fetched the whole list; try the command by itself`
      );
    case 'different-statuses':
      return (
        `warning: not every contender got status ${warning.statuses.join(', ')} as often as the others, by more than ` +
        `chance, so they did not do the same work; a server may be limiting or blocking: lower the concurrency or --per-host`
      );
    case 'different-answers':
      return (
        `warning: ${counted(warning.requests, 'request')} had another status, final URL or length under one contender ` +
        `than under another, in every round (such as ${shown(warning.url)}), so they did not do the same work; ` +
        `look at what makes the server answer differently`
      );
    case 'rate-limited':
      return (
        `warning: ${warning.answers.map(limitText).join(' and ')}, under ` +
        `${warning.contenders.join(', ')}: the server's limit ${warning.answers.some(({ status }) => status === 429) ? 'decides' : 'may decide'}, and not the strategy, and each pause ` +
        `that it asked for (Retry-After) is part of the time; ask for less with --per-host or --rate`
      );
    case 'own-rate':
      return (
        `note: ${warning.contender} made as many requests as your rate allows (${rate(warning.rate)}), so the rate ` +
        `decides, and not the strategy; raise --rate or --per-host-rate if the servers are yours`
      );
    case 'one-slow-url':
      return (
        `note: one slow URL bounds them all: ${shown(warning.url)} alone takes ` +
        `${formatDuration(warning.inFlight)}, so nothing can be faster than ${warning.contender} by much`
      );
    case 'per-host-cap':
      return (
        `note: ${warning.contenders.join(', ')} had more slots than could be used: ${capacity(warning)}; ` +
        `raise --per-host if the servers are yours`
      );
  }
}

function limitText({ status, count }: { readonly status: number; readonly count: number }): string {
  return `${counted(count, 'answer')} of ${status} (${status === 429 ? 'too many requests' : 'unavailable'})`;
}

function shown(url: string): string {
  return cutMiddle(ascii(url), URL_LENGTH);
}

function nameCodes(codes: readonly { readonly code: string; readonly count: number }[]): string {
  const named = codes.slice(0, CODES_NAMED).map(({ code, count }) => `${grouped(count)} ${code}`);
  return codes.length > CODES_NAMED ? `${named.join(', ')}, …` : named.join(', ');
}

function capacity({ hosts, cap }: { readonly hosts: number; readonly cap: number }): string {
  return hosts === 1
    ? `1 host with at most ${cap} in flight`
    : `${hosts} hosts with at most ${cap} in flight each`;
}
