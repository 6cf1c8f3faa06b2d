/**
 * Fetches from hosts without end for so many seconds, and prints how many descriptors and how many bytes of memory it
 * had: before, now and then, and after.
 */
import { readdirSync } from 'node:fs';
import { fetchAll } from '../../src/index.ts';

const [strategy = '', seconds = '', ...origins] = process.argv.slice(2);
const descriptors = (): number => readdirSync('/proc/self/fd').length;
const until = Date.now() + Number(seconds) * 1000;

function* urls(): Generator<string> {
  for (let index = 0; Date.now() < until; index += 1) yield `${origins[index % origins.length]}/${index}`;
}

const limits = { headersTimeout: 2000, bodyTimeout: 2000, lookAhead: 2000, retries: 0 };
const perHost = { concurrency: 'unlimited' as const };
const before = descriptors();
const counts: Record<string, number> = {};
const memory: number[] = [];
let most = 0;
const sample = (): void => {
  most = Math.max(most, descriptors());
  memory.push(process.memoryUsage().rss);
};
const timer = setInterval(sample, (Number(seconds) * 1000) / 20);
for await (const outcome of fetchAll(urls(), { strategy, perHost, hostFailures: 'unlimited', ...limits })) {
  const kind = outcome.kind === 'response' ? String(outcome.status) : outcome.error.code;
  counts[kind] = (counts[kind] ?? 0) + 1;
}
clearInterval(timer);
process.stdout.write(JSON.stringify({ before, most, after: descriptors(), counts, memory }));
