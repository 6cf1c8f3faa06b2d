import type { FailureOutcome, Outcome, RedirectHop, ResponseOutcome, Timings, Try } from '../core/outcome.ts';
import { jsonNumber, jsonString, jsonValue } from './json-text.ts';

/**
 * The record of an outcome, as one line of JSON text with its newline. A field that is unknown is absent, and the body
 * is never part of it.
 *
 * The text is put together by hand: `JSON.stringify` takes an object apart that was made for this one use,
 * which costs twice as much, at every URL.
 */
export function toJsonLine(outcome: Outcome): string {
  return `{${outcome.kind === 'response' ? responseFields(outcome) : failureFields(outcome)}${meta(outcome)}}\n`;
}

function responseFields(outcome: ResponseOutcome): string {
  const { url, finalUrl } = outcome;
  const quotedUrl = jsonString(url);
  return (
    origin(outcome, quotedUrl) +
    `,"kind":"response","status":${jsonNumber(outcome.status)}` +
    `,"finalUrl":${finalUrl === url ? quotedUrl : jsonString(finalUrl)}` +
    text(',"location":', outcome.location) +
    `,"method":${jsonString(outcome.method)},"httpVersion":${jsonString(outcome.httpVersion)}` +
    text(',"remoteAddress":', outcome.remoteAddress) +
    attempts(outcome) +
    text(',"contentType":', outcome.contentType) +
    `,"bytes":${jsonNumber(outcome.bytes)}` +
    number(',"transferred":', outcome.transferred) +
    text(',"contentEncoding":', outcome.contentEncoding) +
    text(',"file":', outcome.file) +
    text(',"sha256":', outcome.sha256) +
    redirects(outcome.redirects) +
    placeAndTime(outcome)
  );
}

function failureFields(outcome: FailureOutcome): string {
  const { code, message } = outcome.error;
  return (
    origin(outcome, jsonString(outcome.url)) +
    `,"kind":"failure","error":{"code":${jsonString(code)},"message":${jsonString(message)}}` +
    `,"method":${jsonString(outcome.method)}` +
    text(',"remoteAddress":', outcome.remoteAddress) +
    attempts(outcome) +
    (outcome.notTried ? ',"notTried":true' : '') +
    redirects(outcome.redirects) +
    placeAndTime(outcome)
  );
}

function origin({ seq, source, line }: Outcome, quotedUrl: string): string {
  return `"seq":${jsonNumber(seq)}${text(',"source":', source)}${number(',"line":', line)},"url":${quotedUrl}`;
}

function placeAndTime(outcome: Outcome): string {
  return (
    text(',"startedAt":', outcome.startedAt) +
    number(',"thread":', outcome.thread) +
    number(',"slot":', outcome.slot) +
    `,"elapsed":${jsonNumber(outcome.elapsed)},"inFlight":${jsonNumber(outcome.inFlight)}` +
    (outcome.timings ? `,"timings":${timings(outcome.timings)}` : '')
  );
}

function attempts({ attempts: count, insecure, tries }: Outcome): string {
  return `,"attempts":${jsonNumber(count)}${insecure ? ',"insecure":true' : ''}${tries ? `,"tries":[${tries.map(oneTry).join(',')}]` : ''}`;
}

function oneTry(each: Try): string {
  return (
    `{"url":${jsonString(each.url)}${number(',"status":', each.status)}${text(',"code":', each.code)}` +
    `,"startedAt":${jsonString(each.startedAt)},"total":${jsonNumber(each.total)}}`
  );
}

function redirects(hops: readonly RedirectHop[] | undefined): string {
  return hops ? `,"redirects":[${hops.map(redirect).join(',')}]` : '';
}

function redirect(hop: RedirectHop): string {
  return (
    `{"url":${jsonString(hop.url)},"status":${jsonNumber(hop.status)}` +
    text(',"location":', hop.location) +
    `,"startedAt":${jsonString(hop.startedAt)},"timings":${timings(hop.timings)}` +
    `,"thread":${jsonNumber(hop.thread)},"slot":${jsonNumber(hop.slot)}` +
    `${text(',"remoteAddress":', hop.remoteAddress)}}`
  );
}

function timings(phases: Timings): string {
  const before =
    number(',"queued":', phases.queued) +
    number(',"dns":', phases.dns) +
    number(',"connect":', phases.connect) +
    number(',"tls":', phases.tls) +
    number(',"send":', phases.send) +
    number(',"wait":', phases.wait) +
    number(',"receive":', phases.receive) +
    number(',"total":', phases.total);
  return `{${before.slice(1)}}`;
}

function meta(outcome: Outcome): string {
  const json = outcome.meta === undefined ? undefined : jsonValue(outcome.meta);
  return json === undefined ? '' : `,"meta":${json}`;
}

function text(prefix: string, value: string | undefined): string {
  return value === undefined ? '' : prefix + jsonString(value);
}

function number(prefix: string, value: number | undefined): string {
  return value === undefined ? '' : prefix + jsonNumber(value);
}
