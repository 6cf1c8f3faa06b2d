import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { VERSION } from '../../src/core/version.ts';
import { harComposer, HarLog } from '../../src/output/har.ts';
import { failure, response } from './outcomes.ts';
import { readHar } from './read-har.ts';

const { startedAt, thread, slot } = response;

function harOf(outcomes: readonly Outcome[]): string {
  const composer = harComposer();
  return composer.begin() + outcomes.map((each) => composer.add(each)).join('') + composer.end();
}

describe('an HTTP archive', () => {
  test('of nothing is valid', () => {
    expect(readHar(harOf([]))).toEqual({
      version: '1.2',
      creator: { name: 'overlap', version: VERSION },
      pages: [],
      entries: [],
    });
  });

  test('has an entry for each hop', () => {
    const { entries } = readHar(harOf([response]));
    const request = { method: 'GET', httpVersion: 'HTTP/1.1', cookies: [], headers: [], queryString: [] };
    const unknownSizes = { headersSize: -1, bodySize: -1 };
    expect(entries).toEqual([
      {
        startedDateTime: '2026-11-22T10:00:00.000000Z',
        time: 5.5,
        request: { ...request, url: 'https://a.example/', ...unknownSizes },
        response: {
          status: 301,
          statusText: '',
          httpVersion: 'unknown',
          cookies: [],
          headers: [{ name: 'Location', value: 'https://b.example/x' }],
          content: { size: 0, mimeType: 'x-unknown' },
          redirectURL: 'https://b.example/x',
          ...unknownSizes,
        },
        cache: {},
        timings: { blocked: 0.25, dns: -1, connect: -1, send: 0, wait: 5.25, receive: 0, ssl: -1 },
        serverIPAddress: '203.0.113.8',
        _resourceType: 'fetch',
      },
      {
        startedDateTime: '2026-11-22T10:00:00.099900Z',
        time: 114.9,
        request: { ...request, url: 'https://b.example/x', ...unknownSizes },
        response: {
          status: 200,
          statusText: '',
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: [{ name: 'Content-Type', value: 'text/html' }],
          content: { size: 5120, compression: 3640, mimeType: 'text/html' },
          redirectURL: '',
          headersSize: -1,
          bodySize: 1480,
          _transferSize: 1480,
        },
        cache: {},
        timings: { blocked: 0.1, dns: 1.2, connect: 30.1, send: 0.1, wait: 80.4, receive: 3, ssl: 20.3 },
        serverIPAddress: '203.0.113.7',
        _resourceType: 'fetch',
        comment: '2 attempts over all hops',
      },
    ]);
  });

  test('takes a body without codings to have come as it is', () => {
    const { redirects: _, transferred: __, ...plain } = response;
    const [entry] = readHar(harOf([plain])).entries;
    expect(entry?.response).toMatchObject({ bodySize: 5120, content: { size: 5120 } });
    expect(entry?.response.content).not.toHaveProperty('compression');
  });

  test('has the query of a URL in parts, and IPv6 addresses without brackets', () => {
    const finalUrl = 'https://b.example/?a=1&b=%20x&a=';
    const { redirects: _, ...direct } = response;
    const [entry] = readHar(harOf([{ ...direct, finalUrl, remoteAddress: '[2001:db8::1]:443' }])).entries;
    expect(entry?.request.queryString).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: ' x' },
      { name: 'a', value: '' },
    ]);
    expect(entry?.serverIPAddress).toBe('2001:db8::1');
  });

  test('has a failure as status 0 with its code, and nothing of what was never sent', () => {
    const sent: Outcome = {
      ...failure,
      error: { code: 'tls_timeout', message: 'the handshake took too long' },
      attempts: 1,
      startedAt,
      thread,
      slot,
      timings: { queued: 2, dns: 1, connect: 3, tls: 5, total: 10 },
    };
    const [entry, ...others] = readHar(harOf([failure, sent, failure])).entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      time: 12,
      response: { status: 0, _error: 'tls_timeout' },
      timings: { blocked: 3, dns: 1, connect: 8, ssl: 5, send: 0, wait: 0, receive: 0 },
      comment: 'the handshake took too long',
    });
  });

  test('keeps what pages have apart', () => {
    const page = (id: string) => ({
      startedDateTime: startedAt,
      id,
      title: `the run of ${id}`,
      pageTimings: { onLoad: 201.4 },
    });
    const log = new HarLog([page('async:64'), page('sequential')]);
    const text = log.begin() + log.add(response, 'async:64') + log.add(response, 'sequential') + log.end();
    const { pages, entries } = readHar(text);
    expect(pages.map(({ id }) => id)).toEqual(['async:64', 'sequential']);
    expect(entries.map(({ pageref }) => pageref)).toEqual([
      'async:64',
      'async:64',
      'sequential',
      'sequential',
    ]);
  });

  test('is valid whatever the phases', () => {
    const length = fc.option(
      fc.nat(1_000_000).map((microseconds) => microseconds / 1000),
      { nil: undefined },
    );
    const phases = fc.record(
      {
        queued: length,
        dns: length,
        connect: length,
        tls: length,
        send: length,
        wait: length,
        receive: length,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(phases, fc.nat(1000)), { maxLength: 5 }), (all) => {
        const outcomes = all.map(([given, more]): Outcome => {
          const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
          const { queued: _, ...flying } = known;
          const total = Object.values(flying).reduce((sum: number, value) => sum + (value ?? 0), more);
          return { ...response, timings: { ...known, total } };
        });
        expect(readHar(harOf(outcomes)).entries).toHaveLength(2 * outcomes.length);
      }),
    );
  });
});
