/** Fetches a hundred bodies at once, and prints what became of them, of their files, and the peak of its memory. */
import { NO_NAMES } from '../support/names.ts';
import { mkdirSync, readdirSync } from 'node:fs';
import { loadTransport } from '../../src/http/load.ts';
import { OPTIONS } from '../http/options.ts';
import { PeakMemory } from '../support/peak-memory.ts';

const [origin = '', saveTo] = process.argv.slice(2);
if (saveTo !== undefined) mkdirSync(saveTo, { recursive: true });
const options = { ...OPTIONS, maxBodyBytes: 50_000_000, timeout: 600_000 };
const transport = loadTransport().createTransport(options, NO_NAMES, () => {});

const memory = new PeakMemory();
const codes = await Promise.all(
  Array.from({ length: 100 }, (_, index) => {
    const saving = saveTo === undefined ? {} : { saveAs: `${saveTo}/${index}` };
    const hop = { seq: index + 1, url: `${origin}/`, origin, method: 'GET', headers: [], ...saving };
    return new Promise<string>((resolve) => {
      transport.start(hop, (attempt) =>
        resolve(attempt.kind === 'failure' ? attempt.code : String(attempt.status)),
      );
    });
  }),
);
await transport.close();
const left = saveTo === undefined ? [] : readdirSync(saveTo);
const { bytes } = memory;
memory.stop();
process.stdout.write(JSON.stringify({ codes: [...new Set(codes)], left, bytes }));
