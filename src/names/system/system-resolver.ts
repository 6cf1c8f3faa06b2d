import type { ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import { hasDescriptors, isOutOfDescriptors } from '../../util/descriptor-probe.ts';
import type { NameAnswer } from '../../core/names.ts';
import { openFilesLimit } from '../../util/open-files-limit.ts';
import { PARTS } from '../../core/parts.ts';
import type { Resolver } from '../resolver.ts';
import { type SystemReply, systemAnswer } from './system-reply.ts';

/** Look-ups that the process makes at once. */
const MOST = 64;

/** Descriptors that the process needs for itself, and that a look-up may take: its files, a library, its sockets. */
const OWN_DESCRIPTORS = 32;
const LOOKUP_DESCRIPTORS = 4;

/** With fewer free when a look-up in this process has failed, there may have been none meanwhile. */
const FEW_DESCRIPTORS = 16;

/** Threads of libuv's pool, unless the environment says otherwise; it gives look-ups one half, rounded up. */
const DEFAULT_POOL = 4;

/** The process is not started again after it has died so often. */
const MOST_DEATHS = 2;

/**
 * The system's resolver, `getaddrinfo`. It cannot be called off and holds a thread of libuv's pool until it is done, so it
 * runs in a process of its own, which has more such threads and is killed in the end. Where that cannot be started, it runs
 * in this one.
 */
export class SystemResolver implements Resolver {
  readonly #onRoom: () => void;
  readonly #tryTime: () => number;
  readonly #execPath: string;
  /** Hosts that are being looked up; undefined for those that nobody waits for any more. */
  readonly #waiting = new Map<string, ((answer: NameAnswer) => void) | undefined>();
  #process: ChildProcess | undefined;
  #deaths: number;
  #isClosed = false;
  /** Waits for the process to be up, or to fail. */
  #onUp: () => void = () => {};

  /**
   * @param tryTime milliseconds that the system waits for a name server before it tries again
   * @param execPath Node, which runs the process
   */
  constructor(onRoom: () => void, tryTime: () => number, execPath = process.execPath) {
    this.#tryTime = tryTime;
    this.#execPath = execPath;
    this.#deaths = isNode(execPath) ? 0 : MOST_DEATHS;
    this.#onRoom = onRoom;
  }

  get hasRoom(): boolean {
    return this.#waiting.size < (this.#asksHere ? ownPoolRoom() : processRoom());
  }

  resolve(host: string, onAnswer: (answer: NameAnswer) => void): void {
    const isUnderWay = this.#waiting.has(host);
    this.#waiting.set(host, onAnswer);
    // It was given up before, and is still being looked up.
    if (!isUnderWay) this.#ask(host);
  }

  giveUp(host: string): void {
    if (!this.#waiting.has(host)) return;
    this.#waiting.set(host, undefined);
    if (!this.hasRoom && [...this.#waiting.values()].every((waiter) => waiter === undefined))
      this.#startAnew();
  }

  /** All of its look-ups hang and nobody waits for them: without an end to them none would ever be asked again. */
  #startAnew(): void {
    const child = this.#process;
    // In this process they cannot be ended.
    if (!child) return;
    this.#process = undefined;
    this.#waiting.clear();
    child.kill('SIGKILL');
    this.#onRoom();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
      child.ref();
      child.kill('SIGKILL');
    });
  }

  /** Starts the process, if look-ups are made in one. Resolves when it is up, or cannot be started. */
  async prestart(): Promise<void> {
    this.#startIfNone();
    if (!this.#process) return;
    await new Promise<void>((resolve) => {
      this.#onUp = resolve;
    });
  }

  /** Whether look-ups are made in this process, since no other can be started. */
  get #asksHere(): boolean {
    return this.#deaths >= MOST_DEATHS;
  }

  #ask(host: string): void {
    this.#startIfNone();
    if (this.#process) this.#process.stdin?.write(`${host}\n`);
    else this.#askHere(host);
  }

  #askHere(host: string): void {
    const { lookup } = process.getBuiltinModule('node:dns');
    const asked = performance.now();
    lookup(host, { all: true }, (error, found) => {
      if (!error) this.#onReply({ host, addresses: found.map(({ address }) => address) });
      // glibc says that there is no such name when it could not open its files.
      else if (!hasDescriptors(FEW_DESCRIPTORS)) this.#take(host, lacking(error));
      else this.#onReply({ host, code: error.code ?? error.message, lasted: performance.now() - asked });
    });
  }

  #take(host: string, answer: NameAnswer): void {
    if (this.#isClosed || !this.#waiting.has(host)) return;
    const onAnswer = this.#waiting.get(host);
    this.#waiting.delete(host);
    this.#onRoom();
    onAnswer?.(answer);
  }

  #startIfNone(): void {
    if (!this.#asksHere) this.#process ??= this.#start();
  }

  #start(): ChildProcess {
    // Loaded here, since most runs need no process.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const { createInterface } = process.getBuiltinModule('node:readline');
    const entry = PARTS.systemNames();
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child: ChildProcess = spawn(
      this.#execPath,
      entry.kind === 'file' ? [entry.text] : ['--eval', entry.text],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { ...env, UV_THREADPOOL_SIZE: String(2 * MOST) },
        windowsHide: true,
      },
    );
    // What waits keeps the process by a timer of its own.
    child.unref();
    // Without a descriptor left there are no pipes.
    for (const pipe of [child.stdin, child.stdout]) pipe?.on('error', () => {});
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#onUp();
        this.#onReply(JSON.parse(line));
      });
    child.once('error', (error) => {
      if (isOutOfDescriptors(error)) this.#lackDescriptors(child, error);
      else this.#died(child);
    });
    child.once('exit', () => this.#died(child));
    return child;
  }

  #onReply(reply: SystemReply): void {
    this.#take(reply.host, systemAnswer(reply, this.#tryTime()));
  }

  #lackDescriptors(child: ChildProcess, error: Error): void {
    this.#onUp();
    if (this.#process === child) this.#process = undefined;
    for (const host of Array.from(this.#waiting.keys())) this.#take(host, lacking(error));
  }

  /** What it was asked is asked again. */
  #died(child: ChildProcess): void {
    this.#onUp();
    if (this.#isClosed || this.#process !== child) return;
    this.#process = undefined;
    this.#deaths += 1;
    for (const host of this.#waiting.keys()) this.#ask(host);
  }
}

function lacking(error: Error): NameAnswer {
  return { ok: false, fault: { kind: 'no_descriptor', reason: error.message } };
}

/** Programs that bring a Node of their own within them would start themselves. */
function isNode(path: string): boolean {
  return /^(?:node|nodejs|bun)(?:\.exe)?$/iu.test(basename(path));
}

/** As many as its descriptors suffice for: with none left, glibc says that there is no such name. Only Linux tells. */
function processRoom(): number {
  knownRoom ??= Math.max(
    1,
    Math.min(MOST, Math.floor((openFilesLimit() - OWN_DESCRIPTORS) / LOOKUP_DESCRIPTORS)),
  );
  return knownRoom;
}

let knownRoom: number | undefined;

function ownPoolRoom(): number {
  const threads = Number(process.env['UV_THREADPOOL_SIZE']) || DEFAULT_POOL;
  return Math.max(1, Math.ceil(threads / 2));
}
