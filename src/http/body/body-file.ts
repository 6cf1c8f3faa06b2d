import { close, constants, fsync, open, rename, unlink, write } from 'node:fs';
import { partOf } from '../../files/file-name.ts';
import { printableHead } from '../../util/printable.ts';
import { writeFault } from '../../files/write-fault.ts';
import type { BodyAccount, BodyListener, BodySink } from './body-sink.ts';
import type { Descriptors, FileWaiter } from '../pool/descriptors.ts';
import { Link } from '../../util/linked-list.ts';
import { errorCode } from '../../util/error-code.ts';
import type { Failure } from '../../core/failure.ts';

/** Bytes that may wait for the disk before no more are taken from the connection. */
const MOST_WAITING = 128 * 1024;

/** A file of our own, and no link's target. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Streams a body to a file. It grows under another name beside its own, which it gets when it is whole and on the
 * disk: so under its name there is a whole body or none, whenever the process dies.
 *
 * Never more than one call to the file system is under way; whatever comes meanwhile is done after it.
 */
export class FileBody implements BodySink, FileWaiter {
  readonly #path: string;
  readonly #part: string;
  readonly #listener: BodyListener;
  readonly #descriptors: Descriptors;
  /** Its place where it waits for a descriptor, once it had to. */
  #wait: Link<FileWaiter> | undefined;
  // Loaded here, since most runs save nothing and each thread would wait for it when it starts.
  readonly #hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  #sha256 = '';
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #descriptor: number | undefined;
  #isBusy = false;
  #onOpen: (() => void) | undefined;
  /** No more comes. */
  #isWhole = false;
  /** The file stands under its own name. */
  #isPublished = false;
  #onDropped: (() => void) | undefined;

  /** @param path of the file; what stands there is replaced when the body is whole */
  constructor(path: string, listener: BodyListener, descriptors: Descriptors) {
    this.#path = path;
    this.#part = partOf(path);
    this.#listener = listener;
    this.#descriptors = descriptors;
    this.#open();
  }

  /** Whether it has its descriptor; if not, calls back when it has. */
  isOpen(otherwise: () => void): boolean {
    if (this.#descriptor !== undefined) return true;
    this.#onOpen = otherwise;
    return false;
  }

  write(chunk: Buffer): boolean {
    this.#hash.update(chunk);
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (!this.#isBusy) this.#writeOut();
    return this.#waitingBytes < MOST_WAITING;
  }

  end(): boolean {
    this.#isWhole = true;
    if (!this.#isBusy) this.#publish();
    return false;
  }

  describe(account: BodyAccount): void {
    account.file = this.#path;
    account.sha256 = this.#sha256;
  }

  drop(done: () => void): void {
    this.#onDropped = done;
    if (this.#wait?.list) {
      this.#descriptors.leaveFiles(this.#wait);
      done();
    } else if (!this.#isBusy) {
      this.#remove(done);
    }
  }

  onDescriptor(): void {
    this.#open();
  }

  #open(): void {
    this.#isBusy = true;
    open(this.#part, NEW_FILE, (error, descriptor) => {
      switch (errorCode(error)) {
        case 'EEXIST':
          this.#removeStale();
          return;
        case 'EMFILE':
        case 'ENFILE':
          this.#after(null, () => this.#waitForDescriptor());
          return;
        default:
      }
      if (!error) this.#descriptor = descriptor;
      this.#after(error, () => {
        this.#onOpen?.();
        this.#writeNext();
      });
    });
  }

  #waitForDescriptor(): void {
    this.#isBusy = true;
    const again = this.#wait !== undefined;
    this.#wait ??= new Link<FileWaiter>(this);
    this.#descriptors.waitForFile(this.#wait, again);
  }

  /** A run that was killed has left it; or it is a link, which is removed, and not followed. */
  #removeStale(): void {
    unlink(this.#part, (error) => this.#after(error, () => this.#open()));
  }

  #writeNext(): void {
    if (this.#waiting.length > 0) this.#writeOut();
    else if (this.#isWhole) this.#publish();
  }

  #writeOut(): void {
    const block = this.#waiting.length === 1 ? this.#waiting[0] : Buffer.concat(this.#waiting);
    const wasFull = this.#waitingBytes >= MOST_WAITING;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (block) this.#writeBlock(block);
    if (wasFull) this.#listener.onBodyRoom();
  }

  #writeBlock(block: Buffer): void {
    if (this.#descriptor === undefined) return;
    this.#isBusy = true;
    write(this.#descriptor, block, 0, block.length, null, (error, written) =>
      this.#after(error, () => {
        if (written < block.length) this.#writeBlock(block.subarray(written));
        else this.#writeNext();
      }),
    );
  }

  #publish(): void {
    if (this.#descriptor === undefined) return;
    this.#isBusy = true;
    fsync(this.#descriptor, (error) => this.#after(error, () => this.#close()));
  }

  #close(): void {
    if (this.#descriptor === undefined) return;
    this.#isBusy = true;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    close(descriptor, (error) => this.#after(error, () => this.#rename()));
  }

  #rename(): void {
    this.#isBusy = true;
    rename(this.#part, this.#path, (error) => {
      this.#isPublished = !error;
      this.#after(error, () => {
        this.#sha256 = this.#hash.digest('hex');
        this.#listener.onBodyStored();
      });
    });
  }

  /** Goes on after a call to the file system, unless the body has become of no use or the call has failed. */
  #after(error: Error | null, next: () => void): void {
    this.#isBusy = false;
    if (this.#onDropped) this.#remove(this.#onDropped);
    else if (error) this.#listener.onBodyFailed(unwritable(this.#path, error));
    else next();
  }

  #remove(done: () => void): void {
    if (this.#descriptor === undefined) {
      unlink(this.#isPublished ? this.#path : this.#part, () => done());
      return;
    }
    close(this.#descriptor, () => unlink(this.#part, () => done()));
  }
}

function unwritable(path: string, error: Error): Failure {
  return {
    code: 'write_error',
    message: printableHead(`${path} cannot be written: ${writeFault(error)}`, 500),
  };
}
