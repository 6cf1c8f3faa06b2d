// Fetches a list through the library, and writes what the run says of itself as JSON.
// Arguments: the list, one URL a line; the strategy; how many runs go before the one that is told of.
import { readFileSync } from 'node:fs';
import { fetchAll } from 'overlap-fetch';
import type { LibraryReport } from './library-report.ts';

const [list = '', strategy = '', rehearsals = '0'] = process.argv.slice(2);
const urls = readFileSync(list, 'utf8').split('\n').filter(Boolean);

async function fetchList(): Promise<LibraryReport> {
  const run = fetchAll(urls, { strategy, perHost: { concurrency: 'unlimited' } });
  let answered = 0;
  for await (const outcome of run) {
    if (outcome.kind === 'response' && outcome.status === 200) answered++;
  }
  return { answered, wall: run.stats.wall, startup: run.stats.threads.startup };
}

for (let done = 0; done < Number(rehearsals); done++) await fetchList();
process.stdout.write(`${JSON.stringify(await fetchList())}\n`);
