/** What is unpacked at a time, in bytes. */
const CHUNK_SIZE = 64 * 1024;

/** Whether bytes begin as gzip does (RFC 1952 §2.3.1). */
export function beginsAsGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks gzip as it is asked for, so that a little file that unpacks to a huge one is no danger. All that can be
 * unpacked before a fault is handed out before it is told, which a pipe of streams would not do.
 */
export class Gunzip {
  readonly #read: () => Promise<Uint8Array | undefined>;
  // Loaded here, since few lists are compressed and each run would wait for it when it starts.
  readonly #gunzip = process.getBuiltinModule('node:zlib').createGunzip({ chunkSize: CHUNK_SIZE });
  /** Everything that was given to it has been unpacked. */
  #isHungry = true;
  #ended = false;
  #fault: Error | undefined;
  #wake: () => void = () => {};

  /** @param read hands out the next compressed bytes, and undefined at their end */
  constructor(read: () => Promise<Uint8Array | undefined>) {
    this.#read = read;
    this.#gunzip
      .on('readable', () => this.#wake())
      .on('end', this.#end)
      .on('close', this.#end)
      .on('error', (error) => {
        this.#fault = error;
        this.#wake();
      });
  }

  /**
   * The next bytes; undefined at the end.
   * @throws {Error} the compressed bytes are damaged or cut off, or cannot be read
   */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const bytes: unknown = this.#gunzip.read();
      if (bytes instanceof Uint8Array) return bytes;
      if (this.#fault) throw this.#fault;
      if (this.#ended) return undefined;
      if (this.#isHungry) await this.#feed();
      else await this.#change();
    }
  }

  /** Gives up. */
  close(): void {
    this.#gunzip.destroy();
  }

  async #feed(): Promise<void> {
    const packed = await this.#read();
    this.#isHungry = false;
    if (!packed) {
      this.#gunzip.end();
      return;
    }
    this.#gunzip.write(packed, () => {
      this.#isHungry = true;
      this.#wake();
    });
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  readonly #end = (): void => {
    this.#ended = true;
    this.#wake();
  };
}
