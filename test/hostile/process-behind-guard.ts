/**
 * In a network of its own: fetches the URLs of each run that the standard input names by the command, from a server that
 * answers at every address, and prints what came of them and what the server was asked for.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { FakeNameServer } from '../servers/name-server.ts';
import { NAMES } from './guard.ts';

const COMMAND = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));

type Run = { readonly argv: readonly string[]; readonly urls: readonly string[] };

const runs: readonly Run[] = JSON.parse(await text(process.stdin));
const visits: string[] = [];
const server = createServer((request, response) => {
  const { url = '', socket } = request;
  visits.push(`${socket.localAddress?.replace(/^::ffff:/u, '')} ${url}`);
  if (url.startsWith('/to/')) response.writeHead(302, { location: url.slice(4) });
  response.end('ok');
});
await new Promise<void>((resolve) => {
  server.listen(80, '::', resolve);
});

for (const { argv, urls } of runs) {
  visits.length = 0;
  const asked: Record<string, number> = {};
  const names = await FakeNameServer.start((name) => {
    const nth = (asked[name] = (asked[name] ?? 0) + 1);
    const answers = NAMES[name] ?? ['nxdomain'];
    return answers[nth - 1] ?? answers.at(-1) ?? 'nxdomain';
  });
  const flags = ['--json', '--ordered', '--retries', '0', '--dns-server', names.address];
  const child = spawn(process.execPath, [COMMAND, 'fetch', '-', ...flags, ...argv], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(urls.join('\n'));
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  process.stdout.write(
    `${JSON.stringify({ records: lines.map((line): unknown => JSON.parse(line)), visits })}\n`,
  );
  await names.close();
}
server.close();
server.closeAllConnections();
