import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { printable, UNPRINTABLE } from '../../src/util/printable.ts';
import { CSV_HEADER, toCsvLine } from '../../src/output/csv-line.ts';
import { anyFailure, anyResponse, failure, response } from './outcomes.ts';
import { readCsv } from './read-csv.ts';

/** An outcome's cells by the names of their columns, as a reader of the file gets them. */
function cellsOf(outcome: Outcome): Record<string, string> {
  const [header = [], row = [], ...more] = readCsv(CSV_HEADER + toCsvLine(outcome));
  expect(more).toEqual([]);
  expect(row).toHaveLength(header.length);
  return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']));
}

/** What is not empty. */
function filled(outcome: Outcome): Record<string, string> {
  return Object.fromEntries(Object.entries(cellsOf(outcome)).filter(([, cell]) => cell !== ''));
}

/** Text from outside, as its cell must read. */
function shown(text: string | undefined): string {
  const safe = printable(text ?? '');
  return /^[=+\-@＝＋－＠]/.test(safe) ? `'${safe}` : safe;
}

/** A value as text; one that is absent, as nothing. */
const plain = (value: number | undefined): string => (value === undefined ? '' : JSON.stringify(value));

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

describe('CSV_HEADER', () => {
  it('names the columns that scripts rely on', () => {
    expect(CSV_HEADER).toBe(
      'seq,source,line,url,kind,status,error,message,finalUrl,redirects,redirectStatuses,method,attempts,tries,insecure,notTried,' +
        'contentType,bytes,transferred,contentEncoding,file,sha256,startedAt,elapsed,inFlight,queued,dns,connect,tls,send,wait,receive,total,' +
        'remoteAddress,httpVersion,thread,slot,meta,location\n',
    );
  });
});

describe('toCsvLine', () => {
  it('writes a response', () => {
    expect(toCsvLine({ ...response, meta: { id: 7 } })).toBe(
      '1,urls.txt,1,https://a.example/,response,200,,,https://b.example/x,1,301,GET,2,301 200,,,text/html,5120,1480,x-own,' +
        'pages/000001-a.example-index,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08,' +
        '2026-11-22T10:00:00.100000Z,201.4,189.9,0.1,1.2,9.8,20.3,0.1,80.4,3,114.8,203.0.113.7:443,1.1,0,12,' +
        '"{""id"":7}",\n',
    );
  });

  it('writes a failure, with what is unknown left empty', () => {
    expect(filled({ ...failure, notTried: true })).toEqual({
      seq: '2',
      source: 'urls.txt',
      line: '3',
      url: 'https://nope.example/',
      kind: 'failure',
      error: 'dns_not_found',
      message: 'nope.example does not exist',
      redirects: '0',
      method: 'GET',
      attempts: '0',
      notTried: 'true',
      elapsed: '0',
      inFlight: '0',
    });
  });

  it('is one line that reads as the outcome, whatever that holds', () => {
    fc.assert(
      fc.property(fc.oneof(anyResponse, anyFailure), (outcome) => {
        const line = toCsvLine(outcome);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(line.slice(0, -1)).not.toMatch(UNPRINTABLE);
        const isResponse = outcome.kind === 'response';
        const { timings } = outcome;
        const { meta = '', ...cells } = cellsOf(outcome);
        expect(cells).toEqual({
          seq: plain(outcome.seq),
          source: outcome.source === '-' ? '-' : shown(outcome.source),
          line: plain(outcome.line),
          url: shown(outcome.url),
          kind: outcome.kind,
          status: isResponse ? plain(outcome.status) : '',
          error: isResponse ? '' : outcome.error.code,
          message: isResponse ? '' : shown(outcome.error.message),
          finalUrl: isResponse ? shown(outcome.finalUrl) : '',
          location: isResponse ? shown(outcome.location) : '',
          redirects: plain(outcome.redirects?.length ?? 0),
          redirectStatuses: (outcome.redirects ?? []).map(({ status }) => status).join(' '),
          method: shown(outcome.method),
          attempts: plain(outcome.attempts),
          tries: (outcome.tries ?? []).map(({ status, code }) => status ?? code ?? '').join(' '),
          insecure: outcome.insecure ? 'true' : '',
          notTried: '',
          contentType: isResponse ? shown(outcome.contentType) : '',
          bytes: isResponse ? plain(outcome.bytes) : '',
          transferred: isResponse ? plain(outcome.transferred) : '',
          contentEncoding: isResponse ? shown(outcome.contentEncoding) : '',
          file: isResponse ? shown(outcome.file) : '',
          sha256: isResponse ? shown(outcome.sha256) : '',
          startedAt: shown(outcome.startedAt),
          elapsed: plain(outcome.elapsed),
          inFlight: plain(outcome.inFlight),
          queued: plain(timings?.queued),
          dns: plain(timings?.dns),
          connect: plain(timings?.connect),
          tls: plain(timings?.tls),
          send: plain(timings?.send),
          wait: plain(timings?.wait),
          receive: plain(timings?.receive),
          total: plain(timings?.total),
          remoteAddress: shown(outcome.remoteAddress),
          httpVersion: isResponse ? shown(outcome.httpVersion) : '',
          thread: plain(outcome.thread),
          slot: plain(outcome.slot),
        });
        expect(meta === '' ? undefined : JSON.parse(meta)).toEqual(throughJson(outcome.meta));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠x', '=HYPERLINK("http://x","y")'])(
    'makes no formula of %j',
    (url) => {
      expect(cellsOf({ ...failure, url })['url']).toBe(`'${url}`);
    },
  );

  it.each(['\t=1', '\r=1', '\n=1', '\ufeff=1'])('escapes what stands before a formula in %j', (url) => {
    expect(cellsOf({ ...failure, url })['url']).toMatch(/^\\u\{[0-9a-f]+\}=1$/);
  });

  it('leaves numbers alone, also a meta below zero', () => {
    expect(cellsOf({ ...response, elapsed: 1e-7, meta: -5 })).toMatchObject({ elapsed: '1e-7', meta: '-5' });
  });

  it('leaves the name of the standard input alone', () => {
    expect(cellsOf({ ...failure, source: '-' })['source']).toBe('-');
    expect(cellsOf({ ...failure, source: '-x' })['source']).toBe("'-x");
  });

  it('keeps spaces at the ends from readers that would take them away', () => {
    expect(toCsvLine({ ...failure, url: ' x ' })).toContain('," x ",');
  });
});
