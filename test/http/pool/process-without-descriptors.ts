/**
 * Makes a hop for each argument while the process may open nothing more, and prints a line for each that ends. What
 * holds the descriptors is let go at the word `free` on the standard input.
 */
import { namesOfRun } from '../../support/names.ts';
import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { loadTransport } from '../../../src/http/load.ts';
import { OPTIONS } from '../options.ts';

const [timeout = '', ...origins] = process.argv.slice(2);
const say = (what: string): void => void writeSync(1, `${what}\n`);
const names = namesOfRun();
const transport = loadTransport().createTransport({ ...OPTIONS, timeout: Number(timeout) }, names, () => {});

// What the standard input needs is open before.
process.stdin.on('data', (word) => {
  if (String(word).includes('cancel')) transport.cancel();
  else for (const descriptor of held) closeSync(descriptor);
});
const held: number[] = [];
for (;;) {
  try {
    held.push(openSync(devNull, 'r'));
  } catch {
    break;
  }
}

let left = origins.length;
for (const [index, origin] of origins.entries()) {
  transport.start({ seq: index + 1, url: `${origin}/`, origin, method: 'GET', headers: [] }, (attempt) => {
    const what = attempt.kind === 'failure' ? attempt.code : attempt.status;
    say(`${attempt.seq} ${what} ${Math.round(attempt.timings.total)}`);
    left -= 1;
    if (left === 0) void transport.close().then(() => process.stdin.destroy());
  });
}
say('started');
