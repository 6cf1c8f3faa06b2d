import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { parseProxy } from '../../../src/options/proxy.ts';
import { endpointOf } from '../../../src/http/dial/endpoint.ts';
import { openTunnel, type TunnelFault } from '../../../src/http/dial/tunnel.ts';
import { Proxy } from '../../servers/proxy.ts';
import { useRawServer } from '../support.ts';

afterEach(() => void vi.useRealTimers());

/** A connection to a proxy. */
async function reach(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

const open = (socket: Socket, proxy: string, origin: string): Promise<TunnelFault | undefined> =>
  new Promise((resolve) => {
    openTunnel(
      {
        socket,
        proxy: parseProxy(proxy),
        target: endpointOf(origin),
        address: undefined,
        patience: 10_000,
      },
      resolve,
    );
  });

test('a tunnel through a SOCKS proxy leaves no timer that outlives the deadline', async () => {
  const server = await useRawServer(() => {});
  const proxy = await Proxy.socks();
  onTestFinished(() => proxy.close());
  const socket = await reach(proxy.port);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  expect(await open(socket, `socks5h://127.0.0.1:${proxy.port}`, server.origin)).toBeUndefined();
  vi.advanceTimersByTime(11_000);
  expect(vi.getTimerCount()).toBe(0);
  expect(socket.destroyed).toBe(false);
});

test.each([1, 2, 3, 4, 5])('the answer to CONNECT is read in pieces of %i bytes', async (size) => {
  const socket = await reach(Number(new URL((await useRawServer(() => {})).origin).port));
  const opened = open(socket, 'http://127.0.0.1:1', 'https://far.test');
  const answer = Buffer.from('HTTP/1.1 200 OK\r\nx: \r\n\r\n');
  for (let at = 0; at < answer.length; at += size) socket.emit('data', answer.subarray(at, at + size));
  expect(await opened).toBeUndefined();
});

test('what follows the answer to CONNECT is left for who speaks through the tunnel', async () => {
  const socket = await reach(Number(new URL((await useRawServer(() => {})).origin).port));
  const opened = open(socket, 'http://127.0.0.1:1', 'https://far.test');
  socket.emit('data', Buffer.from('HTTP/1.1 200 OK\r\n\r'));
  socket.emit('data', Buffer.from('\nhello'));
  expect(await opened).toBeUndefined();
  expect(socket.read()?.toString()).toBe('hello');
});

test.each(['http://127.0.0.1:1', 'socks5h://127.0.0.1:1'])(
  'a host without end is cut where %s cannot get there',
  async (proxy) => {
    const socket = await reach(Number(new URL((await useRawServer(() => {})).origin).port));
    const opened = open(socket, proxy, `https://${'a'.repeat(5000)}`);
    socket.emit('data', Buffer.from('HTTP/1.1 404 Not Found\r\n\r\n'));
    const fault = await opened;
    const message = typeof fault === 'object' ? fault.message : '';
    expect(message).toMatch(/^the proxy .* makes no connection to a{299}…: /u);
    expect(message.length).toBeLessThan(450);
  },
);
