// Prints a line for each URL as it ends: npx tsx examples/fetch-all.ts URL…
import { fetchAll } from 'overlap-fetch';

const urls = process.argv.slice(2);

for await (const outcome of fetchAll(urls, { strategy: 'async:64', perHost: { concurrency: 4 } })) {
  switch (outcome.kind) {
    case 'response':
      console.log(outcome.status, outcome.url);
      break;
    case 'failure':
      console.log(outcome.error.code, outcome.url);
  }
}
