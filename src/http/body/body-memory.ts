import type { BodyAccount, BodySink } from './body-sink.ts';

/** Keeps a body in memory. */
export class MemoryBody implements BodySink {
  #chunks: Buffer[] = [];
  #bytes = 0;

  write(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    return true;
  }

  end(): boolean {
    return true;
  }

  describe(account: BodyAccount): void {
    account.body = joined(this.#chunks, this.#bytes);
  }

  drop(done: () => void): void {
    this.#chunks = [];
    done();
  }
}

/** A buffer of its own, which can be transferred to another thread. */
function joined(chunks: readonly Buffer[], bytes: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
