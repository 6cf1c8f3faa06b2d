import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { Endpoint } from './endpoint.ts';

/**
 * Makes TLS connections over TCP connections. `node:tls` is loaded, and the root certificates with it, when
 * the first https URL comes: a thread that fetches none starts sooner.
 */
export class TlsConnector {
  readonly #insecure: boolean;
  #context: SecureContext | undefined;

  /** @param insecure accept any certificate */
  constructor(insecure: boolean) {
    this.#insecure = insecure;
  }

  connect(socket: Socket, endpoint: Endpoint): TLSSocket {
    const tls = process.getBuiltinModule('node:tls');
    this.#context ??= tls.createSecureContext();
    return tls.connect({
      socket,
      secureContext: this.#context,
      // The name in the certificate is compared with `host` where there is no server name.
      host: endpoint.host,
      // RFC 6066 §3: a name without the last dot, and no address.
      ...(endpoint.family === 0 ? { servername: endpoint.host.replace(/\.$/, '') } : {}),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: !this.#insecure,
    });
  }
}
