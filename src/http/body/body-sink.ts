import type { Mutable } from '../../util/mutable.ts';
import type { AttemptResponse } from '../../core/hop.ts';
import type { Failure } from '../../core/failure.ts';

/** What an attempt tells of its body, to be filled in. */
export type BodyAccount = Mutable<
  Pick<AttemptResponse, 'bytes' | 'transferred' | 'body' | 'file' | 'sha256'>
>;

/** Takes the body of one response, chunk by chunk. Sinks stand one before the other: each writes to the next. */
export interface BodySink {
  /** @returns whether more may come at once; if not, `onBodyRoom` tells when */
  write(chunk: Buffer): boolean;
  /**
   * The body is whole.
   * @returns whether it is where it belongs; if not, `onBodyStored` tells when it is
   */
  end(): boolean;
  /** Tells of a body that is where it belongs. */
  describe(account: BodyAccount): void;
  /** The body is of no use: calls back once nothing is left of it. The listener hears nothing any more. */
  drop(done: () => void): void;
}

/** Told what a sink has to say. */
export interface BodyListener {
  /** Never called from within `write`. */
  onBodyRoom(): void;
  /** Never called from within `end`. */
  onBodyStored(): void;
  /** The body cannot be taken; the sink waits to be told to `drop` it. */
  onBodyFailed(failure: Failure): void;
}
