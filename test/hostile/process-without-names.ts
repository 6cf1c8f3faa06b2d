/**
 * In a network of its own whose name server never answers for some names: fetches URLs by these together with others by the
 * command, and prints after how many milliseconds each was recorded in a file, and saved, and how long it lasted.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { FakeNameServer } from '../servers/name-server.ts';
import { listen } from '../support/port.ts';

const COMMAND = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));

type Setting = {
  readonly argv: readonly string[];
  readonly output: string;
  readonly folder: string;
  /** URLs in vain, and URLs that are answered. */
  readonly silent: number;
  readonly healthy: number;
  readonly silentFirst: boolean;
  /** Whether those that are answered have names, too. */
  readonly named: boolean;
};

const { argv, output, folder, silent, healthy, silentFirst, named }: Setting = JSON.parse(
  await text(process.stdin),
);
// Where the system's resolver asks, as /etc/resolv.conf says in here.
const names = await FakeNameServer.start(
  (name) => (name.startsWith('silent') ? 'silence' : ['127.0.0.1']),
  53,
);
const server = createServer((_, response) => response.end('ok'));
const port = await listen(server);
const inVain = Array.from({ length: silent }, (_, index) => `http://silent-${index}.test/`);
const answered = Array.from({ length: healthy }, (_, index) => {
  const host = named ? `healthy-${index}.test` : '127.0.0.1';
  return `http://${host}:${port}/${index}`;
});
const urls = silentFirst ? [...inVain, ...answered] : [...answered, ...inVain];
const started = performance.now();
const child = spawn(
  process.execPath,
  [COMMAND, 'fetch', '-', '--output', output, '--save', folder, ...argv],
  {
    stdio: ['pipe', 'ignore', 'inherit'],
  },
);
child.stdin.end(urls.join('\n'));
const ended = once(child, 'exit');
let written: number | undefined;
const timer = setInterval(() => {
  const records = existsSync(output) ? readFileSync(output, 'utf8').split('"status":200').length - 1 : 0;
  const saved = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.part')).length : 0;
  if (records === healthy && saved === healthy) written ??= performance.now() - started;
}, 20);
const [code] = await ended;
clearInterval(timer);
const codes = readFileSync(output, 'utf8').match(/"code":"[a-z_]+"/gu) ?? [];
process.stdout.write(
  JSON.stringify({
    code,
    written,
    asked: names.asked.length,
    lasted: performance.now() - started,
    codes: [...new Set(codes)],
    failed: codes.length,
  }),
);
server.close();
server.closeAllConnections();
await names.close();
