import type { BodyAccount, BodySink } from './body-sink.ts';

/** Takes the digest of a body on its way. */
export class DigestedBody implements BodySink {
  // Loaded here, since most runs digest nothing and each thread would wait for it when it starts.
  readonly #hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  readonly #next: BodySink;

  constructor(next: BodySink) {
    this.#next = next;
  }

  write(chunk: Buffer): boolean {
    this.#hash.update(chunk);
    return this.#next.write(chunk);
  }

  end(): boolean {
    return this.#next.end();
  }

  describe(account: BodyAccount): void {
    account.sha256 = this.#hash.digest('hex');
    this.#next.describe(account);
  }

  drop(done: () => void): void {
    this.#next.drop(done);
  }
}
