import type { Socket } from 'node:net';
import { LONGEST_TIMER } from '../../util/longest-timer.ts';
import type { ProxyServer } from '../../options/proxy.ts';
import { isOutOfDescriptors } from '../../util/descriptor-probe.ts';
import type { Endpoint } from './endpoint.ts';
import { reasonOf, type Failure } from '../../core/failure.ts';
import { PROXY_AUTHENTICATION_REQUIRED, proxyRefusal } from './proxy-failure.ts';

/** Longest answer to CONNECT that is taken, in bytes. */
const LONGEST_ANSWER = 64 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
/** Milliseconds that the client of SOCKS proxies is given beyond the dial's deadline, which is the one that counts. */
const SOCKS_GRACE = 1000;

/** A tunnel to be made. */
export type Tunnel = {
  /** A connection to the proxy. */
  readonly socket: Socket;
  readonly proxy: ProxyServer;
  readonly target: Endpoint;
  /** Where the target is, if the proxy is not to look it up. */
  readonly address: string | undefined;
  /** Milliseconds after which nobody waits for it any more: whoever owns the socket closes it then. */
  readonly patience: number;
};

/** Why there is no tunnel; or the client of SOCKS proxies could not be loaded for want of descriptors. */
export type TunnelFault = TunnelFailure | 'no descriptor';

type TunnelFailure = Failure & {
  /** The proxy is well, but gets to no such address: it may get to another one. */
  readonly isUnreached?: true;
};

/**
 * Asks a proxy for a tunnel. What becomes of the socket itself is not told: whoever owns it listens for its errors.
 * @param done called once, unless the socket ends before; without a fault, the socket speaks to the target
 */
export function openTunnel(tunnel: Tunnel, done: (fault?: TunnelFault) => void): void {
  if (tunnel.proxy.kind === 'http') askToConnect(tunnel, done);
  else void askSocks(tunnel, done);
}

/** RFC 9110 §9.3.6. */
function askToConnect({ socket, proxy, target }: Tunnel, done: (failure?: Failure) => void): void {
  const { label } = target;
  const authorization =
    proxy.authorization === undefined ? '' : `proxy-authorization: ${proxy.authorization}\r\n`;
  let answer = Buffer.alloc(0);
  const take = (chunk: Buffer): void => {
    // The end may have begun in what was searched before.
    const from = Math.max(0, answer.length - HEAD_END.length + 1);
    answer = Buffer.concat([answer, chunk]);
    const end = answer.indexOf(HEAD_END, from);
    if (end < 0 && answer.length < LONGEST_ANSWER) return;
    socket.off('data', take).pause();
    // What follows comes from the target already.
    if (end >= 0) socket.unshift(answer.subarray(end + HEAD_END.length));
    const head = answer.toString('latin1', 0, end < 0 ? LONGEST_ANSWER : end);
    done(connectFault(head, end >= 0, proxy, label));
  };
  socket.on('data', take);
  socket.write(`CONNECT ${label} HTTP/1.1\r\nhost: ${label}\r\n${authorization}\r\n`);
}

function connectFault(
  head: string,
  isWhole: boolean,
  proxy: ProxyServer,
  label: string,
): Failure | undefined {
  const name = tunnelName(proxy, label);
  const [, status, reason = ''] = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?/u.exec(head) ?? [];
  if (status === undefined) {
    return { code: 'proxy_error', message: `${name}: its answer is not HTTP` };
  }
  if (!isWhole) return { code: 'proxy_error', message: `${name}: the head of its answer is too large` };
  if (status.startsWith('2')) return undefined;
  if (Number(status) === PROXY_AUTHENTICATION_REQUIRED) return proxyRefusal(proxy);
  return { code: 'connection_refused', message: `${name}: ${status} ${reasonOf(reason)}`.trimEnd() };
}

/** RFC 1928, 1929. */
async function askSocks(tunnel: Tunnel, done: (fault?: TunnelFault) => void): Promise<void> {
  done(await socksFault(tunnel));
}

async function socksFault({
  socket,
  proxy,
  target,
  address,
  patience,
}: Tunnel): Promise<TunnelFault | undefined> {
  try {
    // Only who uses it has to load it.
    const { SocksClient } = await import('./socks-client.ts');
    const { hostname, port } = new URL(proxy.origin.replace(/^socks5h?/u, 'http'));
    await SocksClient.createConnection({
      existing_socket: socket,
      command: 'connect',
      proxy: { host: hostname, port: Number(port || 80), type: 5, ...loginOf(proxy) },
      destination: { host: address ?? target.host, port: target.port },
      // The client never ends its timer, which holds client and socket until it has gone off.
      timeout: Math.min(patience + SOCKS_GRACE, LONGEST_TIMER),
    });
    return undefined;
  } catch (error) {
    if (isOutOfDescriptors(error)) return 'no descriptor';
    const name = tunnelName(proxy, target.label);
    if (isRefused(error)) return proxyRefusal(proxy);
    if (isNoReply(error)) return { code: 'proxy_error', message: `${name}: its answer is not SOCKS` };
    const message = `${name}: ${reasonOf(error)}`;
    return { code: 'connection_refused', message, ...(isUnreached(error) ? { isUnreached: true } : {}) };
  }
}

/** Whether it was the request that the proxy refused (RFC 1928 §6). The client's words are the only sign of it. */
function isUnreached(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Socks5 proxy rejected connection');
}

/** Whether the proxy wants to know who asks, or does not accept it (RFC 1928 §3, RFC 1929 §2). */
function isRefused(error: unknown): boolean {
  return (
    error instanceof Error && /no accepted authentication type|Authentication failed/u.test(error.message)
  );
}

/** Whether what came is no reply that RFC 1928 knows: the client has no word for it, or it is of another version. */
function isNoReply(error: unknown): boolean {
  return error instanceof Error && /(?:- undefined|\(invalid socks version\))$/u.test(error.message);
}

function loginOf({ user, password }: ProxyServer): { userId: string; password: string } | object {
  return user === '' && password === '' ? {} : { userId: user, password };
}

function tunnelName({ origin }: ProxyServer, label: string): string {
  return `the proxy ${origin} makes no connection to ${reasonOf(label)}`;
}
