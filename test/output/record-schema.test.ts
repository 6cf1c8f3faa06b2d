import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../src/core/failure-code.ts';
import type { FailureOutcome, RedirectHop, ResponseOutcome, Timings, Try } from '../../src/core/outcome.ts';
import { toJsonLine } from '../../src/output/json-line.ts';
import { failure, response } from './outcomes.ts';
import { recordFaults, recordSchema } from './record-schema.ts';

/** The fields of a type: one that is added there, and not here, is an error of the compiler. */
type Fields<T> = Record<keyof T, true>;

const common = {
  seq: true,
  source: true,
  line: true,
  url: true,
  kind: true,
  method: true,
  attempts: true,
  insecure: true,
  tries: true,
  redirects: true,
  elapsed: true,
  inFlight: true,
  meta: true,
  startedAt: true,
  thread: true,
  slot: true,
  timings: true,
  remoteAddress: true,
} as const;

const fields = {
  response: {
    ...common,
    status: true,
    finalUrl: true,
    httpVersion: true,
    contentType: true,
    bytes: true,
    transferred: true,
    contentEncoding: true,
    location: true,
    file: true,
    sha256: true,
  } satisfies Fields<Omit<ResponseOutcome, 'body' | 'text'>>,
  failure: { ...common, error: true, notTried: true } satisfies Fields<FailureOutcome>,
  redirect: {
    url: true,
    status: true,
    location: true,
    startedAt: true,
    timings: true,
    thread: true,
    slot: true,
    remoteAddress: true,
  } satisfies Fields<RedirectHop>,
  try: { url: true, status: true, code: true, startedAt: true, total: true } satisfies Fields<Try>,
  timings: {
    queued: true,
    dns: true,
    connect: true,
    tls: true,
    send: true,
    wait: true,
    receive: true,
    total: true,
  } satisfies Fields<Timings>,
};

describe('the schema of the record', () => {
  it.each(['response', 'failure', 'redirect', 'try', 'timings'] as const)(
    'knows the fields of a %s',
    (part) => {
      expect(Object.keys(recordSchema.$defs[part].properties).sort()).toEqual(
        Object.keys(fields[part]).sort(),
      );
    },
  );

  it('knows the failure codes', () => {
    const codes = recordSchema.$defs.failureCode.oneOf.map((code) => code.const);
    expect(codes).toEqual(Object.keys(FAILURE_CODES));
  });

  it('takes records with all that they may have, and with no more than they must', () => {
    const { tries: _t, redirects: _r, contentType: _c, source: _s, line: _l, ...rest } = response;
    const { transferred: _b, contentEncoding: _e, file: _f, sha256: _h, ...least } = rest;
    const { startedAt, thread, slot, timings, remoteAddress = '' } = response;
    const last = { startedAt, thread, slot, timings, remoteAddress };
    for (const outcome of [
      response,
      { ...response, meta: [{ any: 'thing' }] },
      least,
      failure,
      { ...failure, ...last, notTried: true as const },
    ]) {
      expect(recordFaults(toJsonLine(outcome))).toEqual([]);
    }
  });

  it.each([
    ['an unknown field', { ...response, colour: 'red' }],
    ['an unknown phase', { ...response, timings: { ...response.timings, think: 1 } }],
    ['a field of the other kind', { ...response, notTried: true }],
    ['no number', { ...response, seq: undefined }],
    ['a number below 1', { ...response, seq: 0 }],
    ['a status that is none', { ...response, status: 20 }],
    ['a status as text', { ...response, status: '200' }],
    ['a time below 0', { ...response, elapsed: -1 }],
    ['a time that is no number', { ...response, elapsed: null }],
    ['a date without its zone', { ...response, startedAt: '2026-11-22T10:00:00.000' }],
    ['a failure code that is none', { ...failure, error: { code: 'dns_notfound', message: '' } }],
    ['a failure without a code', { ...failure, error: { message: '' } }],
    [
      'an attempt with status and code',
      {
        ...response,
        tries: [
          { url: 'https://a/', status: 200, code: 'internal', startedAt: response.startedAt, total: 1 },
        ],
      },
    ],
    ['no kind', { ...response, kind: undefined }],
    ['a list', [response]],
  ])('refuses a record with %s', (_, record) => {
    expect(recordFaults(JSON.stringify(record))).not.toEqual([]);
  });
});
