// Fetches all URLs, then prints the first line of each body in the order asked for:
// npx tsx examples/gather.ts URL…
import { gather } from 'overlap-fetch';

const outcomes = await gather(process.argv.slice(2), { body: 'text', timeout: 10_000 });

for (const outcome of outcomes) {
  const text = outcome.kind === 'response' ? outcome.text : outcome.error.message;
  console.log(`${outcome.seq}: ${text?.split('\n')[0] ?? ''}`);
}
