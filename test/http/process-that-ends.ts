/** Makes a hop and prints, as the process ends, how many milliseconds that took after the hop. */
import { createTransport } from '../../src/http/transport.ts';
import { OPTIONS } from './options.ts';

const [origin = '', state] = process.argv.slice(2);
const transport = createTransport(OPTIONS, () => {});
transport.start({ seq: 1, url: `${origin}/`, origin, method: 'GET', headers: [] }, (attempt) => {
  const ended = performance.now();
  process.on('exit', () => process.stdout.write(String(performance.now() - ended)));
  if (attempt.kind === 'failure') throw new Error(attempt.message);
  if (state === 'closed') void transport.close();
});
