import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { TlsOptions } from '../../options/options.ts';
import type { Endpoint } from './endpoint.ts';
import { TlsSessions } from './tls-sessions.ts';

const VERSIONS = { '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' } as const satisfies Record<
  NonNullable<TlsOptions['min']>,
  string
>;

/**
 * Makes TLS connections over TCP connections. `node:tls` is loaded, and the root certificates with it, when
 * the first https URL comes: a thread that fetches none starts sooner.
 */
export class TlsConnector {
  readonly #insecure: boolean;
  readonly #options: TlsOptions;
  readonly #sessions = new TlsSessions();
  #context: SecureContext | undefined;

  /** @param insecure accept any certificate */
  constructor(insecure: boolean, options: TlsOptions) {
    this.#insecure = insecure;
    this.#options = options;
  }

  connect(tcp: Socket, endpoint: Endpoint): TLSSocket {
    const tls = process.getBuiltinModule('node:tls');
    const { min = '1.2', ...identity } = this.#options;
    this.#context ??= tls.createSecureContext({ ...identity, minVersion: VERSIONS[min] });
    const session = this.#sessions.get(endpoint.label);
    const socket = tls.connect({
      socket: tcp,
      secureContext: this.#context,
      // The name in the certificate is compared with `host` where there is no server name.
      host: endpoint.host,
      // RFC 6066 §3: a name without the last dot, and no address.
      ...(endpoint.family === 0 ? { servername: endpoint.host.replace(/\.$/, '') } : {}),
      ...(session ? { session } : {}),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: !this.#insecure,
    });
    socket.on('session', (fresh) => this.#sessions.remember(endpoint.label, fresh));
    // Should the session be what a handshake fails on, the next one does without.
    const forget = (): void => this.#sessions.forget(endpoint.label);
    socket.once('error', forget);
    socket.once('secureConnect', () => socket.off('error', forget));
    return socket;
  }
}
