import type { Socket } from 'node:net';
import type { ProxyServer } from '../core/proxy.ts';
import { Dial, type DialListener, type DialTools, peerOf } from './dial.ts';
import { addressesBlocked, dialTimeout, lookupFailure } from './dial-failure.ts';
import { DialSteps, type Expiring } from './dial-steps.ts';
import { DoubtfulLookup, LOOKUP_NEEDS } from './doubtful-lookup.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import type { Failure } from './failure.ts';
import { shakeHands } from './handshake.ts';
import { publicOnes } from './public-address.ts';
import type { Resolution } from './resolver.ts';
import { openTunnel } from './tunnel.ts';

/**
 * The way to a connection through a proxy: look the name up if the proxy does not, connect to the proxy, ask it for a
 * tunnel, shake hands with the target over TLS. An HTTP proxy takes requests for http URLs without a tunnel.
 */
export class ProxiedDial implements DialListener, Expiring {
  /** `address:port` of the target, where it was this side that looked it up: the proxy does not tell. */
  remoteAddress: string | undefined;

  readonly #tools: DialTools;
  readonly #endpoint: Endpoint;
  readonly #proxy: ProxyServer;
  readonly #listener: DialListener;
  readonly #publicOnly: boolean;
  readonly #steps: DialSteps;
  readonly #toProxy: Dial;
  /** The target's address, where the proxy is told one. */
  #address: string | undefined;
  #socket: Socket | undefined;
  #ended = false;

  constructor(
    tools: DialTools,
    endpoint: Endpoint,
    proxy: ProxyServer,
    listener: DialListener,
    publicOnly: boolean,
  ) {
    this.#tools = tools;
    this.#endpoint = endpoint;
    this.#proxy = proxy;
    this.#listener = listener;
    this.#publicOnly = publicOnly;
    this.#steps = new DialSteps(tools.clock, tools.deadlines, this);
    this.#toProxy = new Dial(tools, endpointOfProxy(proxy), this, false);
  }

  get timings(): DialSteps['timings'] {
    return this.#steps.timings;
  }

  start(now: number): void {
    if (this.#proxy.looksUp && this.#endpoint.family === 0) {
      this.#toProxy.start(now);
      return;
    }
    const known = this.#tools.resolver.addressesOf(this.#endpoint, (resolution) => {
      if (!this.#ended) this.#useResolution(resolution, this.#steps.end());
    });
    if (known) this.#useResolution(known, now);
    else this.#steps.begin('dns', now);
  }

  cancel(): void {
    if (this.#ended) return;
    this.#steps.end();
    this.#end();
  }

  expire(): void {
    this.#fail(dialTimeout(this.#steps.current, this.#endpoint, this.#tools.deadlines.milliseconds));
  }

  onDialled(socket: Socket, now: number): void {
    this.#socket = socket;
    this.#takeOverTimings();
    if (isForwarded(this.#endpoint, this.#proxy)) this.#succeed(socket, now);
    else this.#openTunnel(socket, now);
  }

  onDialFailed(failure: Failure): void {
    this.#takeOverTimings();
    this.#fail(failure);
  }

  onDescriptorsLacking(needed: number, failure: Failure): void {
    if (this.#ended) return;
    this.#steps.end();
    this.#end();
    this.#listener.onDescriptorsLacking(needed, failure);
  }

  #failLookup(error: Error): void {
    if (error instanceof DoubtfulLookup) {
      this.onDescriptorsLacking(LOOKUP_NEEDS, lookupFailure(error.cause, this.#endpoint));
    } else {
      this.#fail(lookupFailure(error, this.#endpoint));
    }
  }

  #useResolution(resolution: Resolution, now: number): void {
    if (!resolution.ok) {
      this.#failLookup(resolution.error);
      return;
    }
    const { addresses } = resolution;
    const [first] = this.#publicOnly ? publicOnes(addresses) : addresses;
    if (!first) {
      this.#fail(addressesBlocked(addresses, this.#endpoint));
      return;
    }
    this.#address = first.address;
    this.#toProxy.start(now);
  }

  #openTunnel(socket: Socket, now: number): void {
    this.#steps.begin('connect', now);
    const name = this.#proxy.origin;
    const gone = (): void => {
      const message = `the proxy ${name} closed the connection before there was one to ${this.#endpoint.label}`;
      this.#fail({ code: 'connection_reset', message });
    };
    socket.once('close', gone).once('end', gone);
    const tunnel = { socket, proxy: this.#proxy, target: this.#endpoint, address: this.#address };
    openTunnel(tunnel, (failure) => {
      socket.off('close', gone).off('end', gone);
      if (this.#ended) return;
      if (failure) this.#fail(failure);
      else this.#tunnelled(socket, this.#steps.end());
    });
  }

  #tunnelled(socket: Socket, now: number): void {
    if (this.#endpoint.secure) this.#shakeHands(socket, now);
    else this.#succeed(socket, now);
  }

  #shakeHands(tcp: Socket, now: number): void {
    this.#steps.begin('tls', now);
    const socket = shakeHands(this.#tools.tls, tcp, this.#endpoint, (failure) => {
      if (failure) this.#fail(failure);
      else if (!this.#ended && socket) this.#succeed(socket, this.#steps.end());
    });
    if (socket) this.#socket = socket;
  }

  /** The way to the proxy counts as looking up and connecting. */
  #takeOverTimings(): void {
    const { dns, connect, tls } = this.#toProxy.timings;
    if (dns !== undefined) this.#steps.add('dns', dns);
    if (connect !== undefined) this.#steps.add('connect', connect + (tls ?? 0));
  }

  #succeed(socket: Socket, now: number): void {
    if (this.#address !== undefined) this.remoteAddress = peerOf(this.#address, this.#endpoint.port);
    this.#ended = true;
    this.#listener.onDialled(socket, now);
  }

  #fail(failure: Failure): void {
    if (this.#ended) return;
    this.#steps.end();
    this.#end();
    this.#listener.onDialFailed(failure);
  }

  #end(): void {
    this.#ended = true;
    this.#toProxy.cancel();
    this.#socket?.destroy();
  }
}

/** Whether requests are handed to the proxy itself, with their whole URL (RFC 9112 §3.2.2). */
export function isForwarded({ secure }: Endpoint, { kind }: ProxyServer): boolean {
  return kind === 'http' && !secure;
}

function endpointOfProxy({ origin, secure }: ProxyServer): Endpoint {
  const { host, port, family } = endpointOf(origin.replace(/^socks5h?:/u, 'http:'));
  return { host, port, family, secure, label: `the proxy ${origin}` };
}
