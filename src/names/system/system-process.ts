/**
 * The entry of the process that asks the system's resolver: a host name a line comes in, a line of JSON for each goes
 * out. It has threads of its own for look-ups, and can be killed while one hangs.
 */
import { lookup } from 'node:dns';
import { createInterface } from 'node:readline';
import type { SystemReply } from './system-reply.ts';

function say(reply: SystemReply): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

// A signal to all that runs in a terminal is for the run, which ends this process in its own time.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => {});
process.stdout.on('error', () => process.kill(process.pid, 'SIGKILL'));
const hosts = createInterface({ input: process.stdin });
hosts.on('line', (host) => {
  const asked = performance.now();
  lookup(host, { all: true }, (error, addresses) => {
    if (error) say({ host, code: error.code ?? error.message, lasted: performance.now() - asked });
    else say({ host, addresses: addresses.map(({ address }) => address) });
  });
});
// It is up.
say({ host: '', addresses: [] });
// An exit would wait for threads that hang.
hosts.on('close', () => process.kill(process.pid, 'SIGKILL'));
