import { closeSync } from 'node:fs';
import type { Clock } from '../../util/clock.ts';
import type { DescriptorNeed } from '../../core/descriptor-need.ts';
import type { Connection } from './connection.ts';
import { hasDescriptors, openNothing } from '../../util/descriptor-probe.ts';
import { type Link, LinkedList } from '../../util/linked-list.ts';

/** Milliseconds from one look to the next, since others of the process give descriptors back unheard. */
const PAUSE = 50;
/** The same for a transport that has no socket at all, and for one that lets others go first. */
const STARVING_PAUSE = 10;
const YIELDING_PAUSE = 100;

/** What waits for a file to be opened. It holds a socket meanwhile. */
export interface FileWaiter {
  /** A descriptor was free just now; whoever finds none after all waits again. */
  onDescriptor(): void;
}

/** What waits for a connection. It holds nothing. */
export interface ConnectionWaiter extends FileWaiter {
  /** Descriptors that have to be free before it is worth a try. */
  readonly descriptorsNeeded: number;
  /** @returns whether it uses the connection, which another one has done with */
  onConnection(connection: Connection): boolean;
  /** Nothing has become free for as long as an attempt may take, and nothing here will be. */
  onHopeless(): void;
}

export type DescriptorSources = {
  readonly clock: Clock;
  /** Milliseconds without a descriptor and without a socket after which waiting is given up. */
  readonly patience: number;
  /** Sockets of the transport that are open. */
  readonly openSockets: () => number;
  /** Closes a connection that nobody uses. Its socket tells of it. */
  readonly closeIdle: () => void;
  /** Told whenever it changes. */
  readonly onNeed: (need: DescriptorNeed) => void;
};

/**
 * Where a transport waits when the process has no file descriptor left. First come, first served: whoever comes
 * while others wait gets in line. One at a time is let go on, and only after a look whether there is a descriptor:
 * when a socket closes, and after a pause.
 *
 * What holds a descriptor must never wait for another one that is held in the same way. Only a body that is saved
 * does: so files come before connections, and a transport that saves keeps one descriptor to spare, so that one
 * body at least gets to its end and frees what it holds.
 */
export class Descriptors {
  readonly #sources: DescriptorSources;
  readonly #files = new LinkedList<FileWaiter>();
  readonly #connections = new LinkedList<ConnectionWaiter>();
  #spare: number | undefined;
  #keepsSpare = false;
  #isYielding = false;
  #need: DescriptorNeed = 'none';
  #servedAt = 0;
  #look: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(sources: DescriptorSources) {
    this.#sources = sources;
  }

  /** Whether somebody, here or in another thread, needs what becomes free. */
  get areScarce(): boolean {
    return this.#isWaitedFor || this.#isYielding;
  }

  /** Bodies will be saved. */
  keepSpare(): void {
    if (this.#keepsSpare) return;
    this.#keepsSpare = true;
    this.#spare = openNothing();
  }

  /** @param again whether it was let go on before: then it is the first in line */
  waitForFile(link: Link<FileWaiter>, again: boolean): void {
    this.#enter(this.#files, link, again);
    this.#tellNeed();
  }

  waitForConnection(link: Link<ConnectionWaiter>, again: boolean): void {
    if (!this.#connections.first) this.#servedAt = this.#sources.clock();
    this.#enter(this.#connections, link, again);
    this.#tellNeed();
  }

  leaveFiles(link: Link<FileWaiter>): void {
    this.#files.remove(link);
    this.#tellNeed();
  }

  leaveConnections(link: Link<ConnectionWaiter>): void {
    this.#connections.remove(link);
    this.#tellNeed();
  }

  /** Takes a connection that is done with, while `areScarce`: for the first in line, or to be closed. */
  giveBack(connection: Connection): void {
    const first = this.#connections.first;
    const isFree = !this.#isYielding && !this.#files.first && !this.#lacksSpare;
    if (isFree && first && connection.alive && first.value.onConnection(connection)) {
      this.#leave(first);
    } else {
      connection.destroy();
    }
  }

  /** A socket of the transport has closed. */
  socketClosed(): void {
    if (!this.areScarce) return;
    this.#tellNeed();
    if (!this.#isYielding) this.#lookSoon();
  }

  /** Whether other threads, which are in greater need, are to be let go first. */
  setYielding(isYielding: boolean): void {
    this.#isYielding = isYielding;
    if (isYielding) this.#lookLater();
    else this.#lookSoon();
  }

  close(): void {
    clearImmediate(this.#look);
    clearTimeout(this.#timer);
    this.#keepsSpare = false;
    this.#giveUpSpare();
  }

  get #isWaitedFor(): boolean {
    return this.#connections.first !== undefined || this.#files.first !== undefined || this.#lacksSpare;
  }

  get #lacksSpare(): boolean {
    return this.#keepsSpare && this.#spare === undefined;
  }

  #enter<T>(line: LinkedList<T>, link: Link<T>, again: boolean): void {
    if (again) line.prepend(link);
    else line.append(link);
    if (this.#isYielding) this.#lookLater();
    else this.#lookSoon();
  }

  #lookSoon(): void {
    this.#look ??= setImmediate(() => {
      this.#look = undefined;
      this.#serveNext();
    });
  }

  /** The timer keeps the process: nothing else may be open. */
  #lookLater(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isWaitedFor) return;
    this.#timer = setTimeout(() => {
      this.#giveUpIfHopeless();
      this.#serveNext();
    }, this.#pause());
  }

  #pause(): number {
    if (this.#need === 'any') return STARVING_PAUSE;
    return this.#isYielding ? YIELDING_PAUSE : PAUSE;
  }

  #serveNext(): void {
    // Whoever was let go on has its socket by now.
    this.#tellNeed();
    if (this.#serveFile() || this.#serveConnection()) {
      this.#servedAt = this.#sources.clock();
      if (this.#isWaitedFor) this.#lookSoon();
    } else if (this.#isWaitedFor) {
      // That its socket has closed is what makes the next one look again.
      this.#sources.closeIdle();
    }
    this.#lookLater();
  }

  #serveFile(): boolean {
    const first = this.#files.first;
    if (!first) return false;
    if (this.#spare !== undefined) this.#giveUpSpare();
    else if (!hasDescriptors(1)) return false;
    this.#files.remove(first);
    this.#tellNeed();
    first.value.onDescriptor();
    return true;
  }

  #serveConnection(): boolean {
    const first = this.#connections.first;
    if (this.#files.first) return false;
    if (this.#lacksSpare) this.#spare = openNothing();
    if (!first || this.#lacksSpare || !hasDescriptors(first.value.descriptorsNeeded)) return false;
    this.#leave(first);
    first.value.onDescriptor();
    return true;
  }

  #leave(first: Link<ConnectionWaiter>): void {
    this.#connections.remove(first);
    this.#servedAt = this.#sources.clock();
    this.#tellNeed();
  }

  #giveUpSpare(): void {
    if (this.#spare === undefined) return;
    closeSync(this.#spare);
    this.#spare = undefined;
  }

  #giveUpIfHopeless(): void {
    const { clock, patience, openSockets } = this.#sources;
    if (openSockets() > 0 || clock() - this.#servedAt < patience) return;
    for (let first = this.#connections.first; first; first = this.#connections.first) {
      this.#leave(first);
      first.value.onHopeless();
    }
  }

  #tellNeed(): void {
    const need = this.#needNow();
    if (need === this.#need) return;
    this.#need = need;
    this.#sources.onNeed(need);
  }

  #needNow(): DescriptorNeed {
    if (!this.#files.first && !this.#connections.first) return 'none';
    return this.#sources.openSockets() === 0 ? 'any' : 'more';
  }
}
