import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A server that has room for one connection to wait in, and never takes one: it is stopped once it listens. */
const LISTENER = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
  console.log(this.address().port);
})`;

/** An address on loopback that swallows what is sent to it: connections neither come about nor are refused. */
export class BlackHole {
  readonly origin: string;
  readonly #close: () => Promise<void>;

  private constructor(port: number, close: () => Promise<void>) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#close = close;
  }

  static async start(): Promise<BlackHole> {
    const child = spawn(process.execPath, ['-e', LISTENER], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line]: unknown[] = await once(child.stdout, 'data');
    const port = Number(String(line));
    child.kill('SIGSTOP');
    const waiting: Socket[] = [];
    const close = async (): Promise<void> => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'close');
    };
    // The system's queue takes one or two more than it was told to.
    for (let isFull = false; !isFull;) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      waiting.push(socket);
      isFull = await Promise.race([once(socket, 'connect').then(() => false), later(true)]);
    }
    return new BlackHole(port, close);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** A connection on loopback stands at once, or is waiting in vain. */
function later<T>(value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), 200);
  });
}
