/** What the records of real runs look like, under every strategy: as the schema that is shipped says. */
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { gather } from '../../src/gather.ts';
import { CSV_HEADER, toCsvLine } from '../../src/output/csv-line.ts';
import { toJsonLine } from '../../src/output/json-line.ts';
import { readCsv } from '../output/read-csv.ts';
import { recordFaults } from '../output/record-schema.ts';
import { closedOrigin, withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { code, STRATEGIES } from './strategies.ts';

/** `/404` has that status, `/to/x` leads to `/x`, `/cut` breaks off, and `/once` is answered at the second try. */
const site: Handler = (request, response, server) => {
  const path = request.url ?? '';
  if (path === '/cut') {
    response.writeHead(200, { 'content-length': 10 }).write('abc', () => response.destroy());
    return;
  }
  if (path.startsWith('/to')) response.setHeader('location', path.slice(3));
  if (path === '/200') response.setHeader('content-type', 'text/html; charset=utf-8');
  const isFirst = server.arrivals.filter((each) => each === path).length === 1;
  response.statusCode = path.startsWith('/to')
    ? 301
    : path === '/once'
      ? isFirst
        ? 503
        : 200
      : Number(path.slice(1));
  response.end('ok');
};

/** The outcomes of requests of all sorts, in their order. */
async function allSorts(strategy: string, origin: string, nowhere: string): Promise<readonly Outcome[]> {
  const requests = [
    { url: `${origin}/200`, source: 'urls.txt', line: 3, meta: { id: 7, tags: ['=a', null] } },
    `${origin}/404`,
    `${origin}/to/to/200`,
    `${origin}/to/to/to/200`,
    `${origin}/cut`,
    `${origin}/once`,
    { url: `${origin}/200`, method: 'HEAD' },
    'not a url',
    'ftp://a.example/',
    `http://user:secret@${nowhere.slice('http://'.length)}/`,
    `${nowhere}/2`,
    `${nowhere}/3`,
  ];
  const options = {
    maxRedirects: 2,
    retries: 1,
    hostFailures: 1,
    verboseAttempts: true,
    perHost: { concurrency: 1 },
  };
  return gather(requests, { strategy, ...options });
}

describe.each(STRATEGIES)('%s', (strategy) => {
  test('has records that are valid, of whatever kind', async () => {
    const nowhere = await closedOrigin();
    await withServer(site, async ({ origin }) => {
      const outcomes = await allSorts(strategy, origin, nowhere);
      expect(outcomes.map(code)).toEqual([
        200,
        404,
        200,
        'too_many_redirects',
        'body_truncated',
        200,
        200,
        'invalid_url',
        'unsupported_scheme',
        'connection_refused',
        'connection_refused',
        'connection_refused',
      ]);
      expect(outcomes.map(toJsonLine).flatMap(recordFaults)).toEqual([]);
      expect(outcomes.at(-1)).toMatchObject({ notTried: true, attempts: 0 });
      expect(outcomes[5]).toMatchObject({ tries: [{ status: 503 }, { status: 200 }] });
    });
  });

  test('has a row for each outcome, read back from its record as well', async () => {
    const nowhere = await closedOrigin();
    await withServer(site, async ({ origin }) => {
      const outcomes = await allSorts(strategy, origin, nowhere);
      const rows = outcomes.map(toCsvLine);
      expect(new Set(readCsv(CSV_HEADER + rows.join('')).map((row) => row.length)).size).toBe(1);
      const readBack = outcomes.map((outcome): Outcome => JSON.parse(toJsonLine(outcome)));
      expect(readBack.map(toCsvLine)).toEqual(rows);
    });
  });
});
