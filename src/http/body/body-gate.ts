import type { BodyAccount, BodyListener, BodySink } from './body-sink.ts';
import type { Failure } from '../../core/failure.ts';
import { MemoryGate, MemoryTicket } from './memory-gate.ts';

const MB = 1024 * 1024;

/** Bytes that are held back until there is memory to decode them: the whole of most bodies. */
const MOST_HELD = MB / 4;

/**
 * The memory that decoders with wide windows may use in all; one brotli decoder may come to need 16 MB. Bodies that
 * still come have their own, of which none gets more than half: so whoever sends slowly is in the way of those alone.
 */
export class DecoderMemory {
  /** For bodies that are whole: no server can keep them in it. */
  readonly whole = new MemoryGate(16 * MB);
  readonly coming = new MemoryGate(32 * MB, 16 * MB);
}

/** What a body that is held back asks for before it goes on. */
export type Admission = {
  readonly memory: DecoderMemory;
  /** Bytes that the decoders need, by the start of what they are given. */
  readonly need: (start: Buffer) => number;
  /**
   * Whether the body has a place to go to; if not, calls back when it has. It asks for memory only then: those who wait
   * for a file would else keep it from those who have one, and these would keep theirs.
   */
  readonly isPlaced: (otherwise: () => void) => boolean;
};

/**
 * Lets a body go on when there is memory for its decoders. It asks as late as it can: a short body when it is whole, so
 * that its decoders have no server to wait for, and a slow server keeps nobody from being decoded.
 */
export class GatedBody implements BodySink, BodyListener {
  readonly #admission: Admission;
  readonly #listener: BodyListener;
  readonly #next: BodySink;
  readonly #ticket = new MemoryTicket(() => this.#letIn());
  #hasPlace = false;
  #awaitsPlace = false;
  /** Where it has asked. */
  #gate: MemoryGate | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isWhole = false;

  /** @param makeNext makes the sink that comes next, and that tells this one what it has to say */
  constructor(admission: Admission, listener: BodyListener, makeNext: (listener: BodyListener) => BodySink) {
    this.#admission = admission;
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
    this.#gate?.leave(this.#ticket);
    this.#next.drop(done);
  }

  onBodyRoom(): void {
    this.#listener.onBodyRoom();
  }

  onBodyStored(): void {
    this.#gate?.leave(this.#ticket);
    this.#listener.onBodyStored();
  }

  onBodyFailed(failure: Failure): void {
    this.#listener.onBodyFailed(failure);
  }

  /** Asks, unless it has; one that has become whole asks anew, among its like. */
  #isLetIn(): boolean {
    const [start] = this.#held;
    if (!start || !this.#isPlaced()) return false;
    const { memory, need } = this.#admission;
    const gate = this.#isWhole ? memory.whole : memory.coming;
    if (gate === this.#gate) return false;
    this.#gate?.leave(this.#ticket);
    this.#gate = gate;
    return gate.enter(this.#ticket, need(start));
  }

  #isPlaced(): boolean {
    if (this.#hasPlace || this.#awaitsPlace) return this.#hasPlace;
    this.#awaitsPlace = true;
    this.#hasPlace = this.#admission.isPlaced(() => {
      this.#hasPlace = true;
      if (this.#isLetIn()) this.#letIn();
    });
    return this.#hasPlace;
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
