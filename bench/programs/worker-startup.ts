// Starts eleven of the library's workers and eleven empty ones by turns, in this one process, and writes how
// long each took to be ready as JSON. Arguments: a URL to fetch; a CommonJS file that does nothing but say
// that it is there; the number of rounds.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fetchAll } from 'overlap-fetch';
import type { StartupReport } from './startup-report.ts';

const WORKERS = 11;
const [url = '', emptyEntry = '', rounds = ''] = process.argv.slice(2);

async function ours(): Promise<number> {
  const run = fetchAll([url], { strategy: `threads:${WORKERS}`, prestart: true });
  for await (const outcome of run) {
    if (outcome.kind === 'failure') throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  }
  const { started, startup } = run.stats.threads;
  if (started !== WORKERS) throw new Error(`${started} workers started instead of ${WORKERS}`);
  return startup;
}

async function empty(): Promise<number> {
  const began = performance.now();
  const workers = Array.from({ length: WORKERS }, () => new Worker(emptyEntry));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const startup = performance.now() - began;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return startup;
}

const report: StartupReport[] = [];
for (let round = 0; round < Number(rounds); round++) {
  if (round % 2 === 0) {
    const first = await empty();
    report.push({ empty: first, ours: await ours() });
  } else {
    const first = await ours();
    report.push({ ours: first, empty: await empty() });
  }
}
process.stdout.write(`${JSON.stringify(report)}\n`);
