import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { FetchOptions } from '../../src/options/options.ts';
import { resolveOptions } from '../../src/options/resolved-options.ts';

/** Options as a program without types may write them. */
const untyped = (json: string): FetchOptions => JSON.parse(json);

describe('defaults', () => {
  test('are those that the types promise', () => {
    expect(resolveOptions({})).toMatchObject({
      perHost: 8,
      interval: undefined,
      perHostInterval: undefined,
      perHostDelay: 0,
      retries: 2,
      maxRetryAfter: 60_000,
      originBackoff: true,
      hostFailures: 10,
      verboseAttempts: false,
      sha256: false,
      timeout: 30_000,
      connectTimeout: 10_000,
      headersTimeout: 15_000,
      bodyTimeout: 15_000,
      minRate: 0,
      maxHeadBytes: 65_536,
      follow: true,
      maxRedirects: 10,
      allowDowngrade: false,
      method: undefined,
      insecure: false,
      tls: {},
      body: 'discard',
      decompress: true,
      maxBodyBytes: 1_000_000_000,
      ordered: false,
      lookAhead: 100_000,
      prestart: false,
      addressAttemptTimeout: 250,
      denyPrivate: false,
      resolve: [],
      names: { resolver: 'auto', dnsServer: undefined, hostsFile: true, patience: 10_000 },
    });
  });

  test('bound a body, above all one that is kept', () => {
    expect(resolveOptions({ body: 'bytes' }).maxBodyBytes).toBe(10_000_000);
    expect(resolveOptions({ body: 'text', maxBodyBytes: Infinity }).maxBodyBytes).toBe(Infinity);
    expect(resolveOptions({ maxBodyBytes: 5 }).maxBodyBytes).toBe(5);
    expect(resolveOptions({ maxBodyBytes: Infinity }).maxBodyBytes).toBe(Infinity);
    expect(resolveOptions({ sha256: true }).maxBodyBytes).toBe(1_000_000_000);
    expect(resolveOptions({ saveTo: '/tmp' }).maxBodyBytes).toBe(1_000_000_000);
  });

  test('name Overlap, and ask for the content codings that can be undone', () => {
    const { headers } = resolveOptions({ headers: { Accept: 'text/html', 'X-Own': '1' } });
    expect(headers).toEqual([
      'user-agent',
      expect.stringMatching(/^overlap\/\d/u),
      'accept-encoding',
      'gzip, deflate, br',
      'accept',
      'text/html',
      'x-own',
      '1',
    ]);
  });
});

test('perHost may be unlimited', () => {
  expect(resolveOptions({ perHost: { concurrency: 'unlimited' } }).perHost).toBe(Infinity);
});

test.each([
  ['null', 'the options must be an object'],
  ['{"maxBody": 1}', 'the options have no maxBody; there are strategy, '],
  ['{"perHost": 5}', 'it must be an object such as { concurrency: 4 }'],
  ['{"perHost": {"concurrency": 0}}', "a whole number of at least 1 or 'unlimited'"],
  ['{"rate": "fast"}', 'rate is fast; write how many in which time, as 5/s'],
  ['{"perHost": {"rate": "0/s"}}', 'perHost.rate is 0/s'],
  ['{"perHost": {"delay": -1}}', 'perHost.delay is -1'],
  ['{"retries": -1}', 'retries is -1; it must be a whole number of at least 0'],
  ['{"maxRetryAfter": "1m"}', 'maxRetryAfter is 1m'],
  ['{"hostFailures": 0}', "a whole number of at least 1 or 'unlimited'"],
  ['{"signal": 5}', 'signal must be an AbortSignal'],
  ['{"timeout": 0}', 'timeout is 0; it must be from 1 to 2147483647 milliseconds'],
  ['{"connectTimeout": "1s"}', 'connectTimeout is 1s'],
  ['{"headersTimeout": -1}', 'headersTimeout is -1'],
  ['{"maxRedirects": 1.5}', 'maxRedirects is 1.5; it must be a whole number of at least 0'],
  ['{"lookAhead": 0}', 'lookAhead is 0'],
  ['{"maxBodyBytes": -1}', 'maxBodyBytes is -1'],
  ['{"saveTo": ""}', 'saveTo is ""; it must be the path of a folder'],
  ['{"saveTo": 5}', 'saveTo is 5; it must be the path of a folder'],
  ['{"saveTo": "x", "body": "text"}', "leave out saveTo or body: 'text'"],
  ['{"body": "stream"}', "it may be 'discard', 'bytes' or 'text'"],
  ['{"method": "NO GOOD"}', 'is not a valid HTTP method'],
  ['{"method": "CONNECT"}', 'opens a tunnel'],
  ['{"headers": {"Content-Length": "5"}}', 'content-length is set by the transport'],
  ['{"userAgent": "a\\nb"}', 'user-agent'],
  ['{"data": 5}', 'it may be a string or a Uint8Array'],
])('%s is refused: %s', (json, message) => {
  expect(() => resolveOptions(untyped(json))).toThrow(UsageError);
  expect(() => resolveOptions(untyped(json))).toThrow(message);
});
