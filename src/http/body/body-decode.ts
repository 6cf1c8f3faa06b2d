import type { BodyAccount, BodyListener, BodySink } from './body-sink.ts';
import type { ContentCoding, Decoder } from './content-coding.ts';
import { labelOf } from '../dial/endpoint.ts';
import { type Failure, reasonOf } from '../../core/failure.ts';

const MORE_BEHIND = 'there is more behind its end';

/**
 * Undoes one content coding on the way. Each chunk is decoded in libuv's pool; what is decoded and cannot go on yet is
 * bounded by the stream, which then takes no more itself.
 */
export class DecodedBody implements BodySink, BodyListener {
  readonly #coding: ContentCoding;
  readonly #origin: string;
  readonly #listener: BodyListener;
  readonly #next: BodySink;
  /** None as long as nothing has come: an empty body has no coding to be undone. */
  #decoder: Decoder | undefined;
  #fed = 0;
  #isDropped = false;

  /** @param makeNext makes the sink that what is decoded goes to, and that tells this one what it has to say */
  constructor(
    coding: ContentCoding,
    origin: string,
    listener: BodyListener,
    makeNext: (listener: BodyListener) => BodySink,
  ) {
    this.#coding = coding;
    this.#origin = origin;
    this.#listener = listener;
    this.#next = makeNext(this);
  }

  write(chunk: Buffer): boolean {
    this.#fed += chunk.length;
    this.#decoder ??= this.#start(chunk);
    return this.#decoder.write(chunk);
  }

  end(): boolean {
    if (!this.#decoder) return this.#next.end();
    this.#decoder.end();
    return false;
  }

  describe(account: BodyAccount): void {
    this.#next.describe(account);
    // Of several decoders the first is the last to tell.
    if (this.#decoder) account.transferred = this.#fed;
  }

  drop(done: () => void): void {
    this.#isDropped = true;
    this.#decoder?.destroy();
    this.#next.drop(done);
  }

  onBodyRoom(): void {
    this.#decoder?.resume();
  }

  onBodyStored(): void {
    this.#listener.onBodyStored();
  }

  onBodyFailed(failure: Failure): void {
    this.#listener.onBodyFailed(failure);
  }

  #start(chunk: Buffer): Decoder {
    const decoder = this.#coding.createDecoder(chunk);
    decoder.on('data', (decoded: Buffer) => {
      if (!this.#isDropped && !this.#next.write(decoded)) decoder.pause();
    });
    decoder.on('drain', () => {
      if (!this.#isDropped) this.#listener.onBodyRoom();
    });
    // Behind the end of what is coded zlib takes nothing more, and never says so to whoever writes.
    decoder.on('end', () => {
      if (!decoder.writableEnded) this.#fail(MORE_BEHIND);
    });
    decoder.on('error', (error) => this.#fail(reasonOf(error)));
    // Closed by itself when all that came is decoded and has gone on.
    decoder.on('close', () => this.#finish(decoder));
    return decoder;
  }

  #finish({ bytesWritten }: Decoder): void {
    if (this.#isDropped) return;
    if (bytesWritten < this.#fed) this.#fail(MORE_BEHIND);
    else if (this.#next.end()) this.#listener.onBodyStored();
  }

  #fail(reason: string): void {
    if (this.#isDropped) return;
    const message = `the body from ${labelOf(this.#origin)} is not valid ${this.#coding.name}: ${reason}`;
    this.#listener.onBodyFailed({ code: 'decode_error', message });
  }
}
