/** Makes a hop, and prints what happens from then on until the process ends, a line each. */
import { NO_NAMES } from '../support/names.ts';
import { writeSync } from 'node:fs';
import { loadTransport } from '../../src/http/load.ts';
import { OPTIONS } from './options.ts';

const [origin = '', state] = process.argv.slice(2);
const say = (what: string): void => void writeSync(1, `${what}\n`);

const transport = loadTransport().createTransport(OPTIONS, NO_NAMES, () => say('idle connection closed'));
transport.start({ seq: 1, url: `${origin}/`, origin, method: 'GET', headers: [] }, (attempt) => {
  if (attempt.kind === 'failure') throw new Error(attempt.message);
  // It does not keep the process alive, and is heard of only if something else does.
  setTimeout(() => say('still there after the life of an idle connection'), 5000).unref();
  process.on('exit', () => say('exit'));
  if (state === 'closed') void transport.close().then(() => say('transport closed'));
});
