import { Link, LinkedList } from '../../util/linked-list.ts';

/** Somebody who needs memory for a while. */
export class MemoryTicket extends Link<() => void> {
  /** Bytes that are needed; known when it enters. */
  bytes = 0;
  isGranted = false;
}

/**
 * Keeps what is in use at once within a budget, first come, first served. Who waits is told when the budget has room.
 */
export class MemoryGate {
  readonly #budget: number;
  readonly #most: number;
  #used = 0;
  readonly #waiting = new LinkedList<() => void>();
  #isGrantPlanned = false;

  /**
   * @param budget in bytes
   * @param most what one ticket counts for, at most, so that none waits for ever or has it all
   */
  constructor(budget: number, most = budget) {
    this.#budget = budget;
    this.#most = most;
  }

  /** @returns whether there is room at once; if not, the ticket's callback tells when there is */
  enter(ticket: MemoryTicket, bytes: number): boolean {
    ticket.bytes = Math.min(bytes, this.#most);
    if (this.#waiting.first || !this.#fits(ticket)) this.#waiting.append(ticket);
    else this.#grant(ticket);
    return ticket.isGranted;
  }

  /** The ticket needs nothing any more, or gives up. It may leave twice, or without having entered. */
  leave(ticket: MemoryTicket): void {
    if (ticket.isGranted) this.#used -= ticket.bytes;
    else if (ticket.list) this.#waiting.remove(ticket);
    ticket.isGranted = false;
    if (!this.#waiting.first || this.#isGrantPlanned) return;
    this.#isGrantPlanned = true;
    // The HTTP client may be in the middle of another response, and two at once are too many for its parser.
    queueMicrotask(() => this.#grantWaiting());
  }

  #grantWaiting(): void {
    this.#isGrantPlanned = false;
    for (let link = this.#waiting.first; link instanceof MemoryTicket; link = this.#waiting.first) {
      if (!this.#fits(link)) return;
      this.#waiting.remove(link);
      this.#grant(link);
      link.value();
    }
  }

  #fits(ticket: MemoryTicket): boolean {
    return this.#used + ticket.bytes <= this.#budget;
  }

  #grant(ticket: MemoryTicket): void {
    ticket.isGranted = true;
    this.#used += ticket.bytes;
  }
}
