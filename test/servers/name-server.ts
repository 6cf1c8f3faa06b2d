import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { CODES, type NameQuestion, questionOf, replyTo } from './name-message.ts';

/** What is said of a name: its addresses (none: it exists, without any), why there are none, or nothing at all. */
export type NameAnswer =
  | readonly string[]
  | keyof typeof CODES
  | 'silence'
  | NameReply
  /** @param nth how often this was asked before, 0 for the first time; each version of IP by itself */
  | ((nth: number, family: 4 | 6 | undefined) => NameAnswer);

/** An answer in detail. */
export type NameReply = {
  readonly addresses?: readonly string[];
  /** Why there are none. */
  readonly code?: keyof typeof CODES;
  /** Names that it stands for, one after the other; the last has the addresses. */
  readonly aliases?: readonly string[];
  /** Seconds; a minute by default. */
  readonly ttl?: number;
  /** Milliseconds that it takes. */
  readonly after?: number;
  /** Whether it says over UDP that it was cut off, and what becomes of the question over TCP then. */
  readonly overTcp?: 'whole' | 'refused' | 'half' | 'truncated';
  /** The datagrams that are sent in the place of the right one. */
  readonly datagrams?: (reply: Buffer) => readonly Buffer[];
  /** Whether it comes from another port than the one that was asked. */
  readonly isSpoofed?: boolean;
};

/** A name server on loopback that answers questions for addresses (RFC 1035) as it is told to, over UDP and TCP. */
export class FakeNameServer {
  /** Names that were asked for, once for each question: one for IPv4 and one for IPv6. */
  readonly asked: string[] = [];
  /** Names that were asked for over TCP, likewise. */
  readonly askedOverTcp: string[] = [];
  /** The most questions that it had before it at once. */
  peak = 0;
  readonly address: string;
  readonly #answerFor: (name: string, family: 4 | 6 | undefined) => NameAnswer;
  readonly #socket: Socket;
  readonly #spoofing = createSocket('udp4');
  readonly #server: Server;
  readonly #times = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();

  private constructor(socket: Socket, answerFor: (name: string, family: 4 | 6 | undefined) => NameAnswer) {
    this.#socket = socket;
    this.#answerFor = answerFor;
    const { address, port } = socket.address();
    this.address = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
    socket.on('message', (query, from) => this.#receive(query, from));
    this.#server = createServer((connection) => {
      connection.on('error', () => {});
      connection.on('data', (framed) => {
        const reply = this.#replyOverTcp(questionOf(framed.subarray(2)));
        if (reply) connection.write(reply);
        if (!reply || reply.readUInt16BE(0) > reply.length - 2) connection.end();
      });
    });
  }

  /**
   * @param answerFor told the name, and for which version of IP its addresses are asked for
   * @param ownPort a free one, unless it is named
   * @param host an address of this machine, of either version of IP
   */
  static async start(
    answerFor: (name: string, family: 4 | 6 | undefined) => NameAnswer,
    ownPort = 0,
    host = '127.0.0.1',
  ): Promise<FakeNameServer> {
    // A port that is free for UDP may be taken for TCP: then it is another one.
    for (let tries = 0; ; tries += 1) {
      const type = host.includes(':') ? 'udp6' : 'udp4';
      const socket = createSocket({ type, recvBufferSize: 1 << 20 });
      socket.bind(ownPort, host);
      await once(socket, 'listening');
      const server = new FakeNameServer(socket, answerFor);
      try {
        server.#server.listen(socket.address().port, host);
        await once(server.#server, 'listening');
        return server;
      } catch (error) {
        await server.close();
        if (ownPort !== 0 || tries === 10) throw error;
      }
    }
  }

  close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#spoofing.close();
    this.#server.close();
    return new Promise((resolve) => {
      this.#socket.close(resolve);
    });
  }

  #receive(query: Buffer, from: RemoteInfo): void {
    const question = questionOf(query);
    this.asked.push(question.name);
    const reply = this.#replyFor(question);
    if (!reply) return;
    const sender = reply.isSpoofed ? this.#spoofing : this.#socket;
    const send = (): void => {
      for (const datagram of reply.datagrams) sender.send(datagram, from.port, from.address);
    };
    if (reply.after === 0) send();
    else this.#sendLater(send, reply.after);
  }

  #sendLater(send: () => void, milliseconds: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      send();
    }, milliseconds);
    this.#timers.add(timer);
    this.peak = Math.max(this.peak, this.#timers.size);
  }

  #replyFor(question: NameQuestion) {
    const answer = this.#answerTo(question);
    if (answer === undefined) return undefined;
    const { after = 0, overTcp, datagrams, isSpoofed = false } = answer;
    const whole = replyTo(question, { ...answer, isTruncated: overTcp !== undefined });
    return { after, isSpoofed, datagrams: datagrams?.(whole) ?? [whole] };
  }

  #replyOverTcp(question: NameQuestion): Buffer | undefined {
    this.askedOverTcp.push(question.name);
    const answer = this.#answerTo(question);
    if (!answer || answer.overTcp === 'refused') return undefined;
    const reply = replyTo(question, { ...answer, isTruncated: answer.overTcp === 'truncated' });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(reply.length);
    const framed = Buffer.concat([length, reply]);
    return answer.overTcp === 'half' ? framed.subarray(0, framed.length / 2) : framed;
  }

  /** @returns undefined for silence */
  #answerTo({ name, family }: NameQuestion) {
    let answer = this.#answerFor(name, family);
    while (typeof answer === 'function') answer = answer(this.#nth(`${name} ${family}`), family);
    const usual = { addresses: [], aliases: [], code: 0, ttl: 60 };
    if (answer === 'silence') return undefined;
    if (typeof answer === 'string') return { ...usual, code: CODES[answer] };
    if (isList(answer)) return { ...usual, addresses: answer };
    return { ...usual, ...answer, code: answer.code === undefined ? 0 : CODES[answer.code] };
  }

  #nth(question: string): number {
    const nth = this.#times.get(question) ?? 0;
    this.#times.set(question, nth + 1);
    return nth;
  }
}

function isList(answer: readonly string[] | NameReply): answer is readonly string[] {
  return Array.isArray(answer);
}
