import { connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';
import { listen, portOf } from '../support/port.ts';

/** What a proxy may be told. */
export type ProxyOptions = {
  /** The `user:password` that it asks for. */
  readonly login?: string;
  /** Where each name leads, as only the proxy knows. Default: to itself. */
  readonly names?: Readonly<Record<string, string>>;
  /** What it answers in the place of an HTTP proxy's answer to CONNECT. */
  readonly answer?: string;
  /** Speaks TLS to its clients. */
  readonly tls?: TlsOptions;
};

/** A proxy on loopback, which notes what it was asked for. */
export class Proxy {
  /** `CONNECT a.test:443`, `GET http://a.test/ HTTP/1.1`, or for SOCKS `a.test:443`. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #options: ProxyOptions;

  private constructor(serve: (proxy: Proxy, client: Socket) => void, options: ProxyOptions) {
    const { tls } = options;
    const begin = (client: Socket): void => {
      this.#watch(client);
      serve(this, client);
    };
    this.#server = tls ? createSecureServer(tls, begin) : createServer(begin);
    this.#options = options;
  }

  /** An HTTP proxy (RFC 9110 §9.3.6, RFC 9112 §3.2.2). */
  static http(options: ProxyOptions = {}): Promise<Proxy> {
    return Proxy.#start((proxy, client) => proxy.#serveHttp(client), options);
  }

  /** A SOCKS proxy (RFC 1928, 1929). */
  static socks(options: ProxyOptions = {}): Promise<Proxy> {
    return Proxy.#start((proxy, client) => void proxy.#serveSocks(client), options);
  }

  static async #start(serve: (proxy: Proxy, client: Socket) => void, options: ProxyOptions): Promise<Proxy> {
    const proxy = new Proxy(serve, options);
    await listen(proxy.#server);
    return proxy;
  }

  get port(): number {
    return portOf(this.#server);
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #serveHttp(client: Socket): void {
    client.once('data', (head) => {
      const text = head.toString('latin1');
      const [line = ''] = text.split('\r\n');
      const [method, target = ''] = line.split(' ');
      this.asked.push(method === 'CONNECT' ? `CONNECT ${target}` : line);
      const { login, answer } = this.#options;
      const basic = `Basic ${Buffer.from(login ?? '').toString('base64')}`;
      if (login !== undefined && !text.includes(`proxy-authorization: ${basic}\r\n`)) {
        client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      } else if (answer !== undefined) {
        client.end(answer);
      } else if (method === 'CONNECT') {
        this.#join(client, target, 'HTTP/1.1 200 Connection established\r\nx: y\r\n\r\n');
      } else {
        const { host, origin } = new URL(target);
        this.#join(
          client,
          host,
          '',
          head
            .toString('latin1')
            .replace(origin, '')
            .replace(/proxy-authorization:.*\r\n/u, ''),
        );
      }
    });
  }

  async #serveSocks(client: Socket): Promise<void> {
    const { login } = this.#options;
    await once(client);
    client.write(Buffer.from([5, login === undefined ? 0 : 2]));
    if (login !== undefined) {
      const given = await once(client);
      const user = given.toString('utf8', 2, 2 + (given[1] ?? 0));
      const password = given.toString('utf8', 3 + (given[1] ?? 0));
      const isRight = `${user}:${password}` === login;
      client.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return;
    }
    const request = await once(client);
    const target = socksTarget(request);
    this.asked.push(target);
    this.#join(
      client,
      target,
      Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
      '',
      Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]),
    );
  }

  /** Connects the client with whom it asks for. */
  #join(
    client: Socket,
    target: string,
    yes: string | Buffer,
    first = '',
    no: string | Buffer = 'HTTP/1.1 502 Bad Gateway\r\n\r\n',
  ): void {
    const { hostname, port } = new URL(`http://${target}`);
    const server = connect(Number(port || 80), this.#options.names?.[hostname] ?? hostname);
    this.#watch(server);
    server.once('connect', () => {
      client.write(yes);
      server.write(first, 'latin1');
      client.pipe(server).pipe(client);
    });
    server.once('error', () => client.end(no));
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
  }
}

function once(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    socket.once('data', resolve);
  });
}

/** The address of a request: the fourth byte says of which kind it is. */
function socksTarget(request: Buffer): string {
  const port = request.readUInt16BE(request.length - 2);
  if (request[3] === 1) return `${request.subarray(4, 8).join('.')}:${port}`;
  return `${request.toString('latin1', 5, request.length - 2)}:${port}`;
}
