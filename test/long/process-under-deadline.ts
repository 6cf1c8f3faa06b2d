/**
 * Fetches every URL that the standard input names, all at once, with the options of the first argument, and prints for
 * each: what came of it, the milliseconds of its phases, and how long after its end this caller was told.
 */
import { text } from 'node:stream/consumers';
import { fetchAll } from '../../src/index.ts';
import { Lag } from '../hostile/lag.ts';

const options = JSON.parse(process.argv[2] ?? '');
const urls = (await text(process.stdin)).split('\n');
const told: object[] = [];
const lag = new Lag();
for await (const outcome of fetchAll(urls, options)) {
  const now = performance.timeOrigin + performance.now();
  if (outcome.kind !== 'failure') throw new Error(`${outcome.url} was answered`);
  const { error, timings, startedAt = '' } = outcome;
  told.push({ code: error.code, timings, delay: now - Date.parse(startedAt) - (timings?.total ?? 0) });
}
process.stdout.write(JSON.stringify({ told, lag: lag.stop() }));
