/** What becomes of connections: reuse, their account, the race with a server that closes, and the end of all. */
import { execFile } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { answering, onRequests } from '../servers/raw-server.ts';
import { failureOf, hopTo, responseOf, useRawServer, useTransport } from './support.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const EMPTY = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

describe('reuse', () => {
  test('one hop after the other shares one connection', async () => {
    const server = await useRawServer(answering(OK));
    const { run } = useTransport();
    for (let hop = 0; hop < 20; hop += 1) expect((await run(server.origin)).kept).toBe(true);
    expect(server.accepted).toBe(1);
  });

  test('the most recently used connection goes first', async () => {
    const sockets: Socket[] = [];
    const server = await useRawServer((socket, nth) => {
      onRequests(socket, (head) => {
        if (head.includes('/wait')) sockets.push(socket);
        else socket.write(`HTTP/1.1 200 OK\r\nlocation: ${nth}\r\ncontent-length: 0\r\n\r\n`);
        if (sockets.length === 2) for (const waiting of sockets.splice(0)) waiting.write(OK);
      });
    });
    const { run } = useTransport();
    const wait = { url: `${server.origin}/wait` };
    await Promise.all([run(server.origin, wait), run(server.origin, wait)]);
    const first = responseOf(await run(server.origin)).locations;
    const second = responseOf(await run(server.origin)).locations;
    expect(second).toEqual(first);
    expect(server.accepted).toBe(2);
  });

  test('not where the server has answered before it has read the whole request', async () => {
    const server = await useRawServer((socket, nth) => {
      if (nth > 1) {
        onRequests(socket, () => socket.write(EMPTY));
        return;
      }
      socket.once('data', () => {
        socket.pause();
        socket.write(OK);
      });
    });
    const { run } = useTransport();
    const ended = await run(server.origin, { method: 'POST', data: new Uint8Array(30_000_000) });
    expect({ status: responseOf(ended).status, kept: ended.kept }).toEqual({ status: 200, kept: false });
    expect(responseOf(await run(server.origin)).status).toBe(200);
    expect(server.accepted).toBe(2);
  });

  test('origins do not share connections', async () => {
    const [one, two] = await Promise.all([useRawServer(answering(OK)), useRawServer(answering(OK))]);
    const { run } = useTransport();
    for (let hop = 0; hop < 4; hop += 1) {
      await run(one.origin);
      await run(two.origin);
    }
    expect([one.accepted, two.accepted]).toEqual([1, 1]);
  });

  test('does not wait for the idle event loop', async () => {
    const server = await useRawServer(answering(OK));
    const { run } = useTransport();
    await run(server.origin);
    const times: number[] = [];
    for (let hop = 0; hop < 20; hop += 1) times.push((await run(server.origin)).attempt.timings.total);
    // undici once let each reuse wait 500 ms for something else to happen (nodejs/undici#5600). A busy machine
    // holds up some of them; that fault held up all.
    expect(Math.min(...times)).toBeLessThan(400);
  });
});

describe('the cap on connections', () => {
  test('holds as the server counts, with answers that close, failures and time-outs among them', async () => {
    const cap = 4;
    let peak = 0;
    const open = new Set<Socket>();
    const server = await useRawServer((socket) => {
      open.add(socket);
      for (const event of ['end', 'error', 'close']) socket.on(event, () => open.delete(socket));
      // What has ended before this connection began may still be on its way through this loop.
      setImmediate(() => (peak = Math.max(peak, open.size)));
      onRequests(socket, (head) => {
        if (head.includes('/close'))
          socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
        else if (head.includes('/drop')) socket.destroy();
        else if (head.includes('/broken')) socket.write('nonsense\r\n\r\n');
        else if (head.includes('/ok')) socket.write(OK);
      });
    });
    const { transport } = useTransport({ timeout: 40 });
    const paths = ['/ok', '/close', '/drop', '/broken', '/silence'];
    let started = 0;
    let ended = 0;
    await new Promise<void>((resolve) => {
      const next = (): void => {
        const path = paths[started % paths.length] ?? '';
        started += 1;
        transport.start(hopTo(server.origin, { url: server.origin + path }), () => {
          ended += 1;
          if (started < 100) next();
          else if (ended === 100) resolve();
        });
      };
      for (let slot = 0; slot < cap; slot += 1) next();
    });
    expect(peak).toBeLessThanOrEqual(cap);
    expect(server.accepted).toBeGreaterThan(cap);
  });
});

describe('the account of idle connections', () => {
  test('reports one that the server closes, once', async () => {
    const sockets: Socket[] = [];
    const server = await useRawServer((socket) => {
      sockets.push(socket);
      onRequests(socket, () => socket.write(OK));
    });
    const { run, idleClosed, nextIdleClosed } = useTransport();
    expect((await run(server.origin)).kept).toBe(true);
    const closed = nextIdleClosed();
    sockets[0]?.end();
    await closed;
    expect(idleClosed).toEqual([server.origin]);
    expect(responseOf(await run(server.origin)).timings.connect).toBeGreaterThan(0);
    expect(idleClosed).toEqual([server.origin]);
  });

  test('reports one that closeIdle closes, and only one', async () => {
    const server = await useRawServer(answering(OK));
    const { run, transport, idleClosed, nextIdleClosed } = useTransport();
    const both = await Promise.all([run(server.origin), run(server.origin)]);
    expect(both.map(({ kept }) => kept)).toEqual([true, true]);
    const closed = nextIdleClosed();
    transport.closeIdle(server.origin);
    expect(idleClosed).toEqual([]);
    await closed;
    expect(idleClosed).toEqual([server.origin]);
    expect(responseOf(await run(server.origin)).timings).not.toHaveProperty('connect');
    transport.closeIdle('http://127.0.0.1:1');
    expect(idleClosed).toHaveLength(1);
  });

  test('reports none that was in use', async () => {
    const server = await useRawServer((socket) => {
      onRequests(socket, (head) => (head.includes('/drop') ? socket.destroy() : socket.write(OK)));
    });
    const { run, transport, idleClosed } = useTransport();
    expect((await run(server.origin)).kept).toBe(true);
    const ended = await run(server.origin, { url: `${server.origin}/drop`, method: 'POST' });
    expect(failureOf(ended).code).toBe('connection_reset');
    await transport.close();
    expect(idleClosed).toEqual([]);
  });

  test('reports one that the server wants closed soon, after a shorter time than usual', async () => {
    const server = await useRawServer(
      answering('HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\ncontent-length: 0\r\n\r\n'),
    );
    const { run, idleClosed } = useTransport();
    expect((await run(server.origin)).kept).toBe(false);
    expect(idleClosed).toEqual([]);
  });

  test('balances where there are more idle connections than are kept', async () => {
    const most = 256;
    const all = most + 20;
    const waiting: Socket[] = [];
    const server = await useRawServer((socket) => {
      onRequests(socket, () => {
        waiting.push(socket);
        if (waiting.length === all) for (const each of waiting.splice(0)) each.write(OK);
      });
    });
    const { run, transport, idleClosed, nextIdleClosed } = useTransport();
    const ended = await Promise.all(Array.from({ length: all }, () => run(server.origin)));
    expect(ended.every(({ kept }) => kept)).toBe(true);
    while (idleClosed.length < all - most) await nextIdleClosed();
    await transport.close();
    expect(idleClosed).toHaveLength(all);
  });
});

describe('a connection that dies as it is used again', () => {
  /** Serves one request on each connection and drops the connection at the second. */
  const droppingTheSecond = (socket: Socket): void => {
    onRequests(socket, (_head, nth) => (nth === 1 ? socket.write(EMPTY) : socket.destroy()));
  };

  test.each(['GET', 'HEAD', 'OPTIONS'])('lets %s be sent once more, on a fresh one', async (method) => {
    const server = await useRawServer(droppingTheSecond);
    const { run, transport, idleClosed } = useTransport();
    await run(server.origin);
    const ended = await run(server.origin, { method });
    expect(responseOf(ended).status).toBe(200);
    expect(responseOf(ended).timings.connect).toBeGreaterThan(0);
    expect(server.accepted).toBe(2);
    await transport.close();
    expect(idleClosed).toEqual([server.origin]);
  });

  test('does not let POST be sent once more', async () => {
    const server = await useRawServer(droppingTheSecond);
    const { run } = useTransport();
    await run(server.origin);
    const ended = await run(server.origin, { method: 'POST' });
    expect(failureOf(ended).code).toBe('connection_reset');
    expect(server.accepted).toBe(1);
  });

  test('is not tried a third time', async () => {
    const server = await useRawServer((socket, nth) => {
      onRequests(socket, (_head, request) => (nth + request === 2 ? socket.write(OK) : socket.destroy()));
    });
    const { run } = useTransport();
    await run(server.origin);
    expect(failureOf(await run(server.origin)).code).toBe('connection_reset');
    expect(server.accepted).toBe(2);
  });

  test('counts as an answer once a byte has come', async () => {
    const server = await useRawServer((socket) => {
      onRequests(socket, (_head, nth) => (nth === 1 ? socket.write(OK) : socket.end('HTTP/1.1 2')));
    });
    const { run } = useTransport();
    await run(server.origin);
    expect(failureOf(await run(server.origin)).code).toBe('connection_reset');
    expect(server.accepted).toBe(1);
  });

  test.each(['GET', 'HEAD'])(
    'lets %s be sent once more if what comes is no answer, but the rest of the one before',
    async (method) => {
      const server = await useRawServer((socket, nth) => {
        onRequests(socket, (_head, request) => socket.write(nth === 1 && request === 2 ? 'hello' : EMPTY));
      });
      const { run } = useTransport();
      await run(server.origin);
      expect(responseOf(await run(server.origin, { method })).status).toBe(200);
      expect(server.accepted).toBe(2);
    },
  );

  test('but is a malformed response where what comes is none on a fresh one either', async () => {
    const server = await useRawServer((socket, nth) => {
      onRequests(socket, (_head, request) => socket.write(nth + request === 2 ? EMPTY : 'hello'));
    });
    const { run } = useTransport();
    await run(server.origin);
    expect(failureOf(await run(server.origin)).code).toBe('malformed_response');
    expect(server.accepted).toBe(2);
  });

  test('is no reason to fail a POST of which nothing was written', async () => {
    const sockets: Socket[] = [];
    const server = await useRawServer((socket) => {
      sockets.push(socket);
      onRequests(socket, () => socket.write(EMPTY));
    });
    const { run } = useTransport();
    await run(server.origin);
    await new Promise<void>((resolve) => {
      sockets[0]?.end(resolve);
    });
    // The system has the server's farewell now. It is read in the next turn of the loop, as the request waits.
    await new Promise(setImmediate);
    expect(responseOf(await run(server.origin, { method: 'POST' })).status).toBe(200);
    expect(server.accepted).toBe(2);
  });
});

describe('cancel', () => {
  test.each([
    ['the lookup', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
    ['connecting', (origin: string) => origin],
    ['connecting for TLS', (origin: string) => origin.replace('http:', 'https:')],
  ])('ends a hop during %s', async (_name, originOf) => {
    const server = await useRawServer((socket) => socket.resume());
    const { run, transport } = useTransport();
    const ending = run(originOf(server.origin));
    transport.cancel();
    const ended = await ending;
    expect(failureOf(ended).code).toBe('cancelled');
    expect(failureOf(ended)).not.toHaveProperty('remoteAddress');
    expect(ended.kept).toBe(false);
    await server.emptied();
  });

  test('ends a hop during the TLS handshake', async () => {
    const { run, transport } = useTransport();
    const server = await useRawServer((socket) => socket.once('data', () => transport.cancel()));
    const ended = await run(server.origin.replace('http:', 'https:'));
    expect(failureOf(ended).code).toBe('cancelled');
    expect(failureOf(ended).timings.tls).toBeGreaterThan(0);
    await server.emptied();
  });

  test('ends a hop that waits for its response', async () => {
    const { run, transport } = useTransport();
    const server = await useRawServer((socket) => onRequests(socket, () => transport.cancel()));
    const ended = await run(server.origin);
    expect(failureOf(ended).code).toBe('cancelled');
    expect(failureOf(ended).timings.wait).toBeGreaterThan(0);
    await server.emptied();
  });

  test('ends a hop on a reused connection before it is written', async () => {
    const server = await useRawServer(answering(OK));
    const { run, transport, idleClosed } = useTransport();
    await run(server.origin);
    const ending = run(server.origin);
    transport.cancel();
    expect(failureOf(await ending).code).toBe('cancelled');
    await server.emptied();
    expect(idleClosed).toEqual([]);
  });

  test('leaves idle connections, and the transport goes on', async () => {
    const server = await useRawServer((socket) => {
      onRequests(socket, (head) => head.includes('/silence') || socket.write(OK));
    });
    const { run, transport } = useTransport();
    await Promise.all([run(server.origin), run(server.origin)]);
    const silence = run(server.origin, { url: `${server.origin}/silence` });
    transport.cancel();
    expect(failureOf(await silence).code).toBe('cancelled');
    expect(responseOf(await run(server.origin)).timings).not.toHaveProperty('connect');
  });
});

describe('close', () => {
  test('ends all hops first, reports idle connections, and leaves no socket', async () => {
    const { run, transport, idleClosed } = useTransport();
    const server = await useRawServer((socket) => {
      onRequests(socket, (head) => head.includes('/silence') || socket.write(OK));
    });
    await run(server.origin);
    const order: string[] = [];
    const silence = { url: `${server.origin}/silence` };
    const hops = [
      run(server.origin, silence),
      run(server.origin, silence),
      run(server.origin.replace('127.0.0.1', 'localhost')),
    ].map((ending) => ending.then((ended) => order.push(failureOf(ended).code)));
    const other = await useRawServer(answering(OK));
    await run(other.origin);
    await transport.close();
    order.push('closed');
    await Promise.all(hops);
    expect(order).toEqual(['cancelled', 'cancelled', 'cancelled', 'closed']);
    expect(idleClosed).toEqual([other.origin]);
    await Promise.all([server.emptied(), other.emptied()]);
  });

  test('can be called twice, and what is started afterwards is cancelled', async () => {
    const server = await useRawServer(answering(OK));
    const { run, transport } = useTransport();
    await run(server.origin);
    await Promise.all([transport.close(), transport.close()]);
    expect(failureOf(await run(server.origin)).code).toBe('cancelled');
    expect(server.accepted).toBe(1);
  });
});

describe('the process', () => {
  test.each([
    // An idle connection lives for 4 s; the process does not wait for that.
    ['idle', ['exit']],
    ['closed', ['idle connection closed', 'transport closed', 'exit']],
  ])('ends by itself when the transport is %s', async (state, events) => {
    const server = await useRawServer(answering(OK));
    const program = fileURLToPath(new URL('process-that-ends.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      program,
      server.origin,
      state,
    ]);
    expect(stdout.trim().split('\n')).toEqual(events);
  });
});
