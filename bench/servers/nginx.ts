import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bindToUs } from '../measure/bound-child.ts';
import type { ChildServer } from './child-server.ts';

/** Debian puts it where only root's PATH looks. */
const PLACES = ['nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx'];

/** Else nginx gives its folders to somebody who does not exist in a user namespace. */
const USER = 'user root;';

/** One worker, no log, 36 bytes for any path. */
function configuration(listen: string, folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
${process.getuid?.() === 0 ? USER : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log crit;
worker_rlimit_nofile 20000;
events { worker_connections 16384; }
http {
  access_log off;
  keepalive_requests 1000000000;
  default_type text/plain;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen ${listen} backlog=4096;
    location / { return 200 "thirty-six bytes of body, no less. \\n"; }
  }
}
`;
}

/**
 * @param host where it listens
 * @returns undefined if there is no nginx on this machine
 */
export async function startNginx(scratch: string, host = '127.0.0.1'): Promise<ChildServer | undefined> {
  const program = PLACES.find((place) => spawnSync(place, ['-v']).status === 0);
  if (program === undefined) return undefined;
  const port = await freePort();
  const file = join(scratch, 'nginx.conf');
  writeFileSync(file, configuration(`${host}:${port}`, scratch));
  const child = spawn(program, ['-p', scratch, '-e', join(scratch, 'nginx.log'), '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Its master would leave its worker behind if it were killed alone.
    detached: true,
  });
  const ended = once(child, 'close');
  bindToUs(child, true);
  await Promise.race([
    listening(port),
    ended.then(() => Promise.reject(new Error('nginx ended before it listened'))),
  ]);
  return {
    name: 'nginx, one worker',
    urls: [`http://127.0.0.1:${port}`],
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await sleep(25);
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`nothing listens on port ${port}`);
}
