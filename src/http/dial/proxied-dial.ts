import type { Socket } from 'node:net';
import type { IpAddress } from '../../core/pinned-address.ts';
import type { ProxyServer } from '../../options/proxy.ts';
import { dialTimeout, noDescriptor } from './dial-failure.ts';
import { Dial, peerOf } from './dial.ts';
import { type DialListener, Dialling, type DialTools } from './dialling.ts';
import { type Endpoint, endpointOf, throughProxy } from './endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import { proxyUnreached } from './proxy-failure.ts';
import { openTunnel } from './tunnel.ts';

/** Descriptors for a tunnel whose client has yet to be loaded: its file and the socket. */
const TUNNEL_NEEDS = 2;

/**
 * The way to a connection through a proxy: look the name up if the proxy does not, connect to the proxy, ask it for a
 * tunnel, shake hands with the target over TLS. An HTTP proxy takes requests for http URLs without a tunnel. The peer's
 * address is told only where it is this side that looks it up.
 */
export class ProxiedDial extends Dialling implements DialListener {
  readonly #proxy: ProxyServer;
  #toProxy: Dial;
  /** The target's address, where the proxy is told one. */
  #address: string | undefined;
  /** Its other ones, not tried yet: a proxy that is told an address cannot go on to another one itself. */
  #others: readonly IpAddress[] = [];
  /** Whether the target's name was looked up here: from then on the attempt's time runs. */
  #hasLookedUp = false;
  /** Whether the proxy has been asked for a tunnel. From then on, all that is tried is one step with one deadline. */
  #hasAsked = false;

  constructor(
    tools: DialTools,
    endpoint: Endpoint,
    proxy: ProxyServer,
    listener: DialListener,
    publicOnly: boolean,
  ) {
    super(tools, endpoint, listener, publicOnly);
    this.#proxy = proxy;
    this.#toProxy = this.#dialToProxy();
  }

  override start(now: number): void {
    if (this.#proxy.looksUp && this.endpoint.family === 0) this.#toProxy.start(now);
    else super.start(now);
  }

  onDialled(socket: Socket, now: number): void {
    this.socket = socket;
    this.#takeOverTimings();
    if (isForwarded(this.endpoint, this.#proxy)) this.#connected(socket, now);
    else this.#openTunnel(socket, now);
  }

  onNameQueued(): void {
    if (!this.#hasLookedUp) this.listener.onNameQueued();
  }

  onNameAsked(now: number): void {
    if (!this.#hasLookedUp) this.listener.onNameAsked(now);
  }

  onDialFailed(failure: Failure): void {
    this.#takeOverTimings();
    this.fail(proxyUnreached(failure, this.#proxy));
  }

  onDescriptorsLacking(needed: number, failure: Failure): void {
    this.#takeOverTimings();
    this.lack(needed, failure);
  }

  protected override useAddresses([first, ...others]: readonly IpAddress[], now: number): void {
    this.#address = first?.address;
    this.#hasLookedUp = true;
    this.#others = others;
    this.#toProxy.start(now);
  }

  override expire(): void {
    const label = throughProxy(this.endpoint.label, this.#proxy);
    const { milliseconds } = this.tools.deadlines;
    this.fail(dialTimeout(this.steps.current, { ...this.endpoint, label }, milliseconds));
  }

  protected override end(): void {
    this.#toProxy.cancel();
    super.end();
  }

  #openTunnel(socket: Socket, now: number): void {
    if (!this.#hasAsked) this.steps.begin('connect', now);
    this.#hasAsked = true;
    const gone = (): void => {
      const message = `the proxy ${this.#proxy.origin} closed the connection before there was one to ${this.endpoint.label}`;
      this.fail({ code: 'connection_reset', message });
    };
    socket.once('close', gone).once('end', gone);
    const tunnel = {
      socket,
      proxy: this.#proxy,
      target: this.endpoint,
      address: this.#address,
      patience: this.tools.deadlines.milliseconds,
    };
    openTunnel(tunnel, (fault) => {
      socket.off('close', gone).off('end', gone);
      if (this.ended) return;
      if (fault === 'no descriptor') this.lack(TUNNEL_NEEDS, noDescriptor(this.endpoint.label));
      else if (fault?.isUnreached && this.#others.length > 0) this.#tryNextAddress();
      else if (fault) this.fail(fault);
      else this.#connected(socket, this.steps.end());
    });
  }

  /** Over another connection: a proxy closes the one on which it has refused. */
  #tryNextAddress(): void {
    this.#toProxy = this.#dialToProxy();
    this.useAddresses(this.#others, this.tools.clock());
  }

  #dialToProxy(): Dial {
    return new Dial(this.tools, endpointOfProxy(this.#proxy), this, false);
  }

  #connected(socket: Socket, now: number): void {
    if (this.#address !== undefined && !this.#proxy.looksUp) {
      this.remoteAddress = peerOf(this.#address, this.endpoint.port);
    }
    if (this.endpoint.secure) this.shakeHands(socket, now);
    else this.succeed(socket, now);
  }

  /** The way to the proxy counts as looking up and connecting. */
  #takeOverTimings(): void {
    if (this.#hasAsked) return;
    const { dns, connect, tls } = this.#toProxy.timings;
    if (dns !== undefined) this.steps.add('dns', dns);
    if (connect !== undefined) this.steps.add('connect', connect + (tls ?? 0));
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
