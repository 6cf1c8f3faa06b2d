/** Saves two bodies, a small one and another, and prints by how many bytes the second one has raised its peak memory. */
import { NO_NAMES } from '../../support/names.ts';
import type { Attempt } from '../../../src/core/hop.ts';
import { loadTransport } from '../../../src/http/load.ts';
import { PeakMemory } from '../../support/peak-memory.ts';
import { OPTIONS } from '../options.ts';

const [origin = '', path = '', saveAs = ''] = process.argv.slice(2);
const transport = loadTransport().createTransport({ ...OPTIONS, timeout: 60_000 }, NO_NAMES, () => {});

const memory = new PeakMemory();

async function save(url: string): Promise<number> {
  const attempt = await new Promise<Attempt>((resolve) => {
    transport.start({ seq: 1, url, origin, method: 'GET', headers: [], saveAs }, resolve);
  });
  if (attempt.kind === 'failure') throw new Error(attempt.message);
  return memory.bytes;
}

const before = await save(`${origin}/`);
process.stdout.write(String((await save(origin + path)) - before));
memory.stop();
await transport.close();
