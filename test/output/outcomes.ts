import * as fc from 'fast-check';
import { FAILURE_CODES, type FailureCode } from '../../src/core/failure-code.ts';
import type { FailureOutcome, Outcome, ResponseOutcome } from '../../src/core/outcome.ts';

/** A response with all that it may have. */
export const response: ResponseOutcome = {
  seq: 1,
  source: 'urls.txt',
  line: 1,
  url: 'https://a.example/',
  kind: 'response',
  status: 200,
  finalUrl: 'https://b.example/x',
  method: 'GET',
  httpVersion: '1.1',
  remoteAddress: '203.0.113.7:443',
  attempts: 2,
  tries: [
    { url: 'https://a.example/', status: 301, startedAt: '2026-11-22T10:00:00.000000Z', total: 5.5 },
    { url: 'https://b.example/x', status: 200, startedAt: '2026-11-22T10:00:00.100000Z', total: 114.8 },
  ],
  contentType: 'text/html',
  bytes: 5120,
  transferred: 1480,
  contentEncoding: 'x-own',
  file: 'pages/000001-a.example-index',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  redirects: [
    {
      url: 'https://a.example/',
      status: 301,
      location: 'https://b.example/x',
      startedAt: '2026-11-22T10:00:00.000000Z',
      timings: { queued: 0, wait: 5.25, total: 5.5 },
      thread: 0,
      slot: 3,
      remoteAddress: '203.0.113.8:443',
    },
  ],
  startedAt: '2026-11-22T10:00:00.100000Z',
  thread: 0,
  slot: 12,
  elapsed: 201.4,
  inFlight: 189.9,
  timings: {
    queued: 0.1,
    dns: 1.2,
    connect: 9.8,
    tls: 20.3,
    send: 0.1,
    wait: 80.4,
    receive: 3,
    total: 114.8,
  },
};

/** A failure with no more than it must have. */
export const failure: FailureOutcome = {
  seq: 2,
  source: 'urls.txt',
  line: 3,
  url: 'https://nope.example/',
  kind: 'failure',
  error: { code: 'dns_not_found', message: 'nope.example does not exist' },
  method: 'GET',
  attempts: 0,
  elapsed: 0,
  inFlight: 0,
};

const anyText = fc.oneof(
  fc.webUrl(),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
);
const anyNumber = fc.oneof(
  fc.nat(),
  fc.nat({ max: 10_000_000 }).map((microseconds) => microseconds / 1000),
  fc.double(),
);
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

/** Each field may be absent. */
const absentAtWill = { requiredKeys: [] } satisfies { requiredKeys: [] };

const timings = fc
  .tuple(
    fc.record(
      {
        queued: anyNumber,
        dns: anyNumber,
        connect: anyNumber,
        tls: anyNumber,
        send: anyNumber,
        wait: anyNumber,
        receive: anyNumber,
      },
      absentAtWill,
    ),
    anyNumber,
  )
  .map(([phases, total]) => ({ ...phases, total }));
const place = fc.record({ startedAt: anyText, thread: fc.nat(), slot: fc.nat(), timings });
const redirect = fc
  .tuple(
    fc.record({ url: anyText, status: fc.nat() }),
    place,
    fc.record({ location: anyText, remoteAddress: anyText }, absentAtWill),
  )
  .map(([what, where, more]) => ({ ...what, ...where, ...more }));
const codes = Object.keys(FAILURE_CODES).filter((code): code is FailureCode => code in FAILURE_CODES);
const anyTry = fc
  .tuple(
    fc.record({ url: anyText, startedAt: anyText, total: anyNumber }),
    fc.record({ status: fc.nat(), code: fc.constantFrom(...codes) }, absentAtWill),
  )
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));
const base = fc
  .tuple(
    fc.record({
      seq: fc.nat(),
      url: anyText,
      method: anyText,
      attempts: fc.nat(),
      elapsed: anyNumber,
      inFlight: anyNumber,
    }),
    fc.record(
      {
        source: anyText,
        line: fc.nat(),
        insecure: fc.constant<true>(true),
        tries: fc.array(anyTry, { maxLength: 3 }),
        redirects: fc.array(redirect, { maxLength: 3 }),
        remoteAddress: anyText,
        meta: fc.jsonValue(),
      },
      absentAtWill,
    ),
  )
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));

/** Responses with whatever a field may hold. */
export const anyResponse: fc.Arbitrary<Outcome> = fc
  .tuple(
    base,
    place,
    fc.record({ status: fc.nat(), finalUrl: anyText, httpVersion: anyText, bytes: fc.nat() }),
    fc.record(
      {
        contentType: anyText,
        transferred: fc.nat(),
        contentEncoding: anyText,
        file: anyText,
        sha256: anyText,
        text: anyText,
        body: fc.uint8Array(),
      },
      absentAtWill,
    ),
  )
  .map(([request, where, answer, more]) => ({ kind: 'response', ...request, ...where, ...answer, ...more }));

/** Failures with whatever a field may hold. */
export const anyFailure: fc.Arbitrary<Outcome> = fc
  .tuple(base, fc.record({ code: fc.constantFrom(...codes), message: anyText }), optional(place))
  .map(([request, error, where]) => ({ kind: 'failure', ...request, error, ...where }));
