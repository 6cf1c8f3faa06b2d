import type { BodyAccount, BodyListener, BodySink } from './body-sink.ts';
import type { Failure } from './failure.ts';
import { type MemoryGate, MemoryTicket } from './memory-gate.ts';

/** Bytes that are held back until there is memory to decode them: the whole of most bodies. */
const MOST_HELD = 64 * 1024;

/**
 * Lets a body go on when there is memory for its decoders. It asks as late as it can: a short body when it is whole, so
 * that its decoders have no server to wait for, and a slow server keeps nobody from being decoded.
 */
export class GatedBody implements BodySink, BodyListener {
  readonly #gate: MemoryGate;
  readonly #need: (start: Buffer) => number;
  readonly #listener: BodyListener;
  readonly #next: BodySink;
  readonly #ticket = new MemoryTicket(() => this.#letIn());
  #held: Buffer[] = [];
  #heldBytes = 0;
  #hasAsked = false;
  #isWhole = false;

  /**
   * @param need bytes that the decoders need, by the start of what they are given
   * @param makeNext makes the sink that comes next, and that tells this one what it has to say
   */
  constructor(
    gate: MemoryGate,
    need: (start: Buffer) => number,
    listener: BodyListener,
    makeNext: (listener: BodyListener) => BodySink,
  ) {
    this.#gate = gate;
    this.#need = need;
    this.#listener = listener;
    this.#next = makeNext(this);
  }

  write(chunk: Buffer): boolean {
    if (this.#ticket.isGranted) return this.#next.write(chunk);
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    return this.#heldBytes < MOST_HELD || (this.#isLetIn() && this.#passOn());
  }

  end(): boolean {
    this.#isWhole = true;
    if (this.#ticket.isGranted || this.#held.length === 0) return this.#next.end();
    if (!this.#isLetIn()) return false;
    this.#passOn();
    return this.#next.end();
  }

  describe(account: BodyAccount): void {
    this.#next.describe(account);
  }

  drop(done: () => void): void {
    this.#held = [];
    this.#gate.leave(this.#ticket);
    this.#next.drop(done);
  }

  onBodyRoom(): void {
    this.#listener.onBodyRoom();
  }

  onBodyStored(): void {
    this.#gate.leave(this.#ticket);
    this.#listener.onBodyStored();
  }

  onBodyFailed(failure: Failure): void {
    this.#listener.onBodyFailed(failure);
  }

  #isLetIn(): boolean {
    const [start] = this.#held;
    if (this.#hasAsked || !start) return false;
    this.#hasAsked = true;
    return this.#gate.enter(this.#ticket, this.#need(start));
  }

  /** @returns whether more may come at once */
  #passOn(): boolean {
    const held = this.#held;
    this.#held = [];
    let mayMore = true;
    for (const chunk of held) mayMore = this.#next.write(chunk);
    return mayMore;
  }

  /** There is memory, for which it had to wait. */
  #letIn(): void {
    const mayMore = this.#passOn();
    if (this.#isWhole) this.#next.end();
    else if (mayMore) this.#listener.onBodyRoom();
  }
}
