import { createSocket, type Socket } from 'node:dgram';

/** What is said of a name: its addresses (none: it exists, without any), why there are none, or nothing at all. */
export type NameAnswer = readonly string[] | 'nxdomain' | 'servfail' | 'silence';

const CODES = { servfail: 2, nxdomain: 3 } as const;
const TYPES: Readonly<Record<number, 4 | 6>> = { 1: 4, 28: 6 };

/** A name server on loopback that answers questions for addresses (RFC 1035) as it is told to. */
export class FakeNameServer {
  /** Names that were asked for, once for each question: one for IPv4 and one for IPv6. */
  readonly asked: string[] = [];
  readonly address: string;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.address = `127.0.0.1:${socket.address().port}`;
  }

  /**
   * @param answerFor told the name, and for which version of IP its addresses are asked for
   * @param ownPort a free one, unless it is named
   */
  static async start(
    answerFor: (name: string, family: 4 | 6 | undefined) => NameAnswer,
    ownPort = 0,
  ): Promise<FakeNameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => {
      socket.bind(ownPort, '127.0.0.1', resolve);
    });
    const server = new FakeNameServer(socket);
    socket.on('message', (query, { port, address }) => {
      const { name, family, end } = questionOf(query);
      server.asked.push(name);
      const answer = answerFor(name, family);
      if (answer !== 'silence') socket.send(reply(query.subarray(0, end), family, answer), port, address);
    });
    return server;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.close(resolve);
    });
  }
}

function questionOf(query: Buffer): { name: string; family: 4 | 6 | undefined; end: number } {
  const labels: string[] = [];
  let offset = 12;
  for (let length = query[offset] ?? 0; length > 0; length = query[offset] ?? 0) {
    labels.push(query.toString('latin1', offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
  return {
    name: labels.join('.').toLowerCase(),
    family: TYPES[query.readUInt16BE(offset + 1)],
    end: offset + 5,
  };
}

/** @param question the query up to the end of its only question */
function reply(question: Buffer, family: 4 | 6 | undefined, answer: Exclude<NameAnswer, 'silence'>): Buffer {
  const addresses = typeof answer === 'string' ? [] : answer.filter((each) => familyOf(each) === family);
  const message = Buffer.from(question);
  // A response, recursion desired and available.
  message.writeUInt16BE(0x8180 | (typeof answer === 'string' ? CODES[answer] : 0), 2);
  message.writeUInt16BE(1, 4);
  message.writeUInt16BE(addresses.length, 6);
  message.writeUInt32BE(0, 8);
  return Buffer.concat([message, ...addresses.map(record)]);
}

function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/** A record for the name that was asked for, of a minute. */
function record(address: string): Buffer {
  const data = bytesOf(address);
  const head = Buffer.from([0xc0, 12, 0, data.length === 4 ? 1 : 28, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, data]);
}

function bytesOf(address: string): Buffer {
  if (familyOf(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [before = '', after = ''] = address.split('::');
  const words = (text: string): string[] => text.split(':').filter((word) => word !== '');
  const [head, tail] = [words(before), words(after)];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map((word) => word.padStart(4, '0')).join(''), 'hex');
}
