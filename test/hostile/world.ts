import { readFileSync } from 'node:fs';
import { BlackHole } from '../servers/black-hole.ts';
import { FakeNameServer, type NameAnswer } from '../servers/name-server.ts';
import { type OnConnection, RawServer } from '../servers/raw-server.ts';
import { ClosedPort } from '../support/servers.ts';

/** The root that vouches for all certificates but one. */
export const ROOT = pem('certificates/root.cert');

const KEY = pem('certificates/leaf.key');
const CERTIFICATES = {
  good: { key: KEY, cert: pem('certificates/good.cert') },
  expired: { key: KEY, cert: pem('certificates/expired.cert') },
  /** For another host. */
  elsewhere: { key: KEY, cert: pem('certificates/elsewhere.cert') },
  /** By an intermediate authority, which the server does not show. */
  chained: { key: KEY, cert: pem('certificates/chained.cert') },
  selfSigned: {
    key: pem('../http/certificates/localhost.key'),
    cert: pem('../http/certificates/localhost.cert'),
  },
};

/** Everything that the behaviours are made of, on loopback, until it is closed. */
export class World {
  readonly #servers: RawServer[] = [];
  readonly #holes: BlackHole[] = [];
  readonly #closedPorts: ClosedPort[] = [];
  readonly #names: Map<string, NameAnswer>;
  readonly #nameServer: FakeNameServer;

  private constructor(nameServer: FakeNameServer, names: Map<string, NameAnswer>) {
    this.#nameServer = nameServer;
    this.#names = names;
  }

  static async start(): Promise<World> {
    const names = new Map<string, NameAnswer>();
    return new World(await FakeNameServer.start((name) => names.get(name) ?? 'nxdomain'), names);
  }

  /** The name server that knows the world's names. */
  get dnsServer(): string {
    return this.#nameServer.address;
  }

  /** A TCP server. @returns its origin */
  async tcp(onConnection: OnConnection): Promise<string> {
    return this.#add(await RawServer.start(onConnection)).origin;
  }

  /** A server behind TLS. @returns its origin, with the name `localhost` */
  async secure(certificate: keyof typeof CERTIFICATES, onConnection: OnConnection): Promise<string> {
    const server = this.#add(await RawServer.startSecure(CERTIFICATES[certificate], onConnection));
    this.name(['127.0.0.1'], 'localhost');
    return server.origin;
  }

  async blackHole(): Promise<string> {
    const hole = await BlackHole.start();
    this.#holes.push(hole);
    return hole.origin;
  }

  /** @returns an origin where nothing listens */
  async closed(): Promise<string> {
    const port = await ClosedPort.hold();
    this.#closedPorts.push(port);
    return port.origin;
  }

  /** A name that the name server gives this answer for, one of its own unless it is told. @returns the name */
  name(answer: NameAnswer, name = `host-${this.#names.size}.test`): string {
    this.#names.set(name, answer);
    return name;
  }

  /** Resolves when no server has a connection left. */
  async emptied(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.emptied()));
  }

  async close(): Promise<void> {
    const all = [this.#nameServer, ...this.#servers, ...this.#holes, ...this.#closedPorts];
    await Promise.all(all.map((each) => each.close()));
  }

  #add(server: RawServer): RawServer {
    this.#servers.push(server);
    return server;
  }
}

function pem(name: string): string {
  return readFileSync(new URL(`${name}.pem`, import.meta.url), 'latin1');
}
