import type { Socket } from 'node:dgram';
import { decodeReply, encodeQuery, type Question, replyId, TYPE_NUMBERS } from './dns-message.ts';
import { answerOf, NXDOMAIN, type ServerAnswer } from './server-answer.ts';
import { askOverTcp } from './tcp-question.ts';

/** Room for the replies that come while the event loop is busy; the system may grant less. */
const RECEIVE_BUFFER = 1 << 20;

const IDS = 0x10000;

/** A question that is open at one name server. */
export class OpenQuestion {
  readonly question: Question;
  readonly message: Buffer;
  readonly onAnswer: (answer: ServerAnswer) => void;
  /** Calls the question over TCP off, if there is one. */
  cancelTcp: (() => void) | undefined;

  constructor(question: Question, id: number, onAnswer: (answer: ServerAnswer) => void) {
    this.question = question;
    this.message = encodeQuery(id, question);
    this.onAnswer = onAnswer;
  }

  get id(): number {
    return this.message.readUInt16BE(0);
  }
}

/**
 * One name server: questions over UDP from a port of our own, and over TCP where a reply does not fit a datagram
 * (RFC 7766). What comes from elsewhere, or answers another question, is passed over.
 */
export class NameServer {
  /** `address:port`, an IPv6 address in brackets. */
  readonly address: string;
  readonly #host: string;
  readonly #port: number;
  readonly #open = new Map<number, OpenQuestion>();
  #socket: Socket | undefined;
  #isConnected = false;
  /** Steps in a row in which it said nothing. */
  #silences = 0;

  constructor(address: string) {
    const colon = address.lastIndexOf(':');
    this.address = address;
    this.#host = address.slice(0, colon).replace(/^\[(.*)\]$/u, '$1');
    this.#port = Number(address.slice(colon + 1));
  }

  /** Questions in a row that it did not answer in time. */
  get silences(): number {
    return this.#silences;
  }

  noteSilence(): void {
    this.#silences += 1;
  }

  /** Asks. `onAnswer` is called once, later, unless the question is `close`d before. */
  ask(question: Question, onAnswer: (answer: ServerAnswer) => void): OpenQuestion {
    const open = new OpenQuestion(question, this.#freeId(), onAnswer);
    this.#open.set(open.id, open);
    this.#send(open);
    return open;
  }

  close(open: OpenQuestion): void {
    this.#open.delete(open.id);
    open.cancelTcp?.();
  }

  /** Lets the socket go. Nothing may be asked any more. */
  end(): void {
    for (const open of this.#open.values()) open.cancelTcp?.();
    this.#open.clear();
    this.#dropSocket();
  }

  #freeId(): number {
    // A guess must be hard to make for those who do not see the questions (RFC 5452 §9.2). Nobody sees this generator's
    // other numbers, so it need not be a cryptographic one, which takes 2 ms to load.
    let id = randomId();
    while (this.#open.has(id)) id = randomId();
    return id;
  }

  #send(open: OpenQuestion): void {
    const socket = this.#socket ?? this.#makeSocket();
    // What is asked before the socket is connected goes then.
    if (this.#isConnected) this.#sendOver(socket, open);
  }

  /** That nobody listens is said to whoever sends next, or receives. */
  #sendOver(socket: Socket, { message }: OpenQuestion): void {
    socket.send(message, (error) => {
      if (error) this.#fail(socket, error);
    });
  }

  /** A connected socket takes nothing from other addresses, and learns that nobody listens. */
  #makeSocket(): Socket {
    const type = this.#host.includes(':') ? 'udp6' : 'udp4';
    const family = type === 'udp6' ? 6 : 4;
    // Loaded here: a name in the hosts file needs no socket.
    const { createSocket } = process.getBuiltinModule('node:dgram');
    const socket = createSocket({
      type,
      recvBufferSize: RECEIVE_BUFFER,
      // The host is an address; Node would look it up all the same.
      lookup: (host, _options, done) => done(null, host, family),
    });
    this.#socket = socket;
    this.#isConnected = false;
    socket.on('message', (message) => this.#receive(message));
    // Node reports some errors while it is being called: `onAnswer` must come later.
    socket.on('error', (error) => process.nextTick(() => this.#fail(socket, error)));
    socket.once('connect', () => {
      if (socket !== this.#socket) return;
      this.#isConnected = true;
      for (const open of this.#open.values()) this.#sendOver(socket, open);
    });
    // The timers of the questions keep the process.
    socket.unref();
    // Without a callback: Node would hand it the error, as of a network without a route, instead of emitting it.
    socket.connect(this.#port, this.#host);
    return socket;
  }

  #receive(message: Buffer): void {
    const id = replyId(message);
    const open = id === undefined ? undefined : this.#open.get(id);
    if (!open) return;
    const answer = readAnswer(open.question, message);
    if (answer === 'another question') return;
    this.#silences = 0;
    if (answer === 'truncated') this.#askOverTcp(open);
    else this.#answer(open, answer);
  }

  #askOverTcp(open: OpenQuestion): void {
    if (open.cancelTcp) return;
    open.cancelTcp = askOverTcp(this.#host, this.#port, open.message, (reply) => {
      this.#answer(open, typeof reply === 'string' ? failed(reply) : readWholeAnswer(open, reply));
    });
  }

  #answer(open: OpenQuestion, answer: ServerAnswer): void {
    if (this.#open.get(open.id) !== open) return;
    this.close(open);
    open.onAnswer(answer);
  }

  /** Nobody listens there, or there is no socket to be had. The next question tries another one. */
  #fail(socket: Socket, error: NodeJS.ErrnoException): void {
    if (socket !== this.#socket) return;
    this.#dropSocket();
    const questions = [...this.#open.values()];
    for (const open of questions) this.#answer(open, failed(error.code ?? error.message));
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isConnected = false;
    socket?.close();
  }
}

function randomId(): number {
  return Math.floor(Math.random() * IDS);
}

function readAnswer(question: Question, message: Buffer): ServerAnswer | 'truncated' | 'another question' {
  const reply = decodeReply(message);
  if (!reply) return failed('a malformed reply');
  const asked = reply.question;
  // Some servers repeat no question when they fail. One that knows what it says of a name repeats it.
  if (!asked && (reply.code === 0 || reply.code === NXDOMAIN)) return 'another question';
  if (asked && (asked.name !== question.name || asked.type !== TYPE_NUMBERS[question.type])) {
    return 'another question';
  }
  return reply.isTruncated ? 'truncated' : answerOf(question, reply);
}

function readWholeAnswer({ question, id }: OpenQuestion, message: Buffer): ServerAnswer {
  const answer = replyId(message) === id ? readAnswer(question, message) : 'another question';
  if (answer === 'truncated') return failed('a truncated reply over TCP');
  return answer === 'another question' ? failed('a reply to another question') : answer;
}

function failed(reason: string): ServerAnswer {
  return { kind: 'failed', reason };
}
