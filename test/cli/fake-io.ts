import { Readable, Writable } from 'node:stream';
import { type Clock, systemClock } from '../../src/util/clock.ts';
import type { Io, Output, StopSignal } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

export type FakeIoOptions = {
  /** What the standard input holds; nothing by default. */
  readonly stdin?: string;
  /** In its place, a standard input that the test fills. */
  readonly input?: Io['stdin'];
  /** Which outputs are terminals, and the input with them. */
  readonly terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
  readonly columns?: number;
  readonly env?: Record<string, string>;
  /** Called at each write to the standard output; an error that it returns is what the write ends with. */
  readonly onStdout?: (text: string) => Error | undefined;
  /** Called after each write to the standard error. */
  readonly onStderr?: () => void;
  /** Whether the standard output takes what is written to it, but never says so. */
  readonly stalled?: boolean;
  readonly clock?: Clock;
};

/** A process of its own for `main`: what it says is kept, and the test sends the signals. */
export class FakeIo {
  readonly io: Io;
  /** Everything written to both outputs, in order. */
  readonly screen: string[] = [];
  readonly exits: number[] = [];
  out = '';
  err = '';
  readonly #listeners = new Set<(signal: StopSignal) => void>();

  constructor({
    stdin = '',
    input,
    terminals = [],
    columns = 80,
    env = {},
    onStdout,
    onStderr,
    stalled = false,
    clock = systemClock,
  }: FakeIoOptions = {}) {
    const output = (
      name: 'stdout' | 'stderr',
      take: (text: string) => Error | undefined,
      hangs = false,
    ): Output => Object.assign(writable(take, hangs), { isTTY: terminals.includes(name), columns });
    const source = input ?? Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]);
    this.io = {
      stdin: Object.assign(source, { isTTY: terminals.includes('stdin') }),
      stdout: output(
        'stdout',
        (text) => {
          this.out += text;
          this.screen.push(text);
          return onStdout?.(text);
        },
        stalled,
      ),
      stderr: output('stderr', (text) => {
        this.err += text;
        this.screen.push(text);
        onStderr?.();
        return undefined;
      }),
      env,
      clock,
      onSignal: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      exit: (code) => void this.exits.push(code),
    };
    // As the real outputs have one, lest a broken pipe be an uncaught error.
    this.io.stdout.on('error', () => {});
  }

  /** How many parts of the command wait for signals. */
  get listeners(): number {
    return this.#listeners.size;
  }

  signal(name: StopSignal): void {
    for (const listener of this.#listeners) listener(name);
  }

  /** Runs a command line to its exit code. */
  run(...argv: readonly string[]): Promise<number> {
    return main(argv, this.io);
  }

  get lines(): string[] {
    return this.out.split('\n').slice(0, -1);
  }
}

function writable(take: (text: string) => Error | undefined, hangs: boolean): Writable {
  return new Writable({
    decodeStrings: false,
    write: (chunk: unknown, _encoding, done) => {
      const error = take(String(chunk));
      if (!hangs) done(error);
    },
  });
}
