import type { BodyAccount, BodyListener, BodySink } from './body-sink.ts';
import { labelOf } from '../dial/endpoint.ts';
import type { Failure } from '../../core/failure.ts';

/** Counts a body on its way, and stops it when it is too long. */
export class MeasuredBody implements BodySink {
  readonly #next: BodySink;
  readonly #most: number;
  readonly #origin: string;
  readonly #listener: BodyListener;
  #bytes = 0;

  /** @param most longest body that is taken; `Infinity` for no limit */
  constructor(next: BodySink, most: number, origin: string, listener: BodyListener) {
    this.#next = next;
    this.#most = most;
    this.#origin = origin;
    this.#listener = listener;
  }

  write(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#most) return this.#next.write(chunk);
    this.#listener.onBodyFailed(tooLong(this.#origin, this.#most));
    return true;
  }

  end(): boolean {
    return this.#next.end();
  }

  describe(account: BodyAccount): void {
    account.bytes = this.#bytes;
    this.#next.describe(account);
  }

  drop(done: () => void): void {
    this.#next.drop(done);
  }
}

export function tooLong(origin: string, most: number): Failure {
  return {
    code: 'body_too_large',
    message: `the body from ${labelOf(origin)} is longer than ${most} bytes`,
  };
}
