/** A page: its text, and as much filling as its size asks for. */
export type Page = {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Length of the body; a text that is longer is cut. */
  readonly bytes: number;
};

/** How an origin answers a request. */
export type PageReply = {
  /** Milliseconds for which the request is served before the answer begins. */
  readonly latency: number;
  /** `reset` breaks the connection instead. */
  readonly answer: Page | 'reset';
};

const FILLING = Buffer.from(`${'.'.repeat(79)}\n`.repeat(800));

/** The body of a page, piece by piece. */
export function* pieces({ text, bytes }: Page): Generator<Buffer> {
  const head = Buffer.from(text).subarray(0, bytes);
  yield head;
  for (let left = bytes - head.length; left > 0; left -= FILLING.length) {
    yield FILLING.subarray(0, Math.min(left, FILLING.length));
  }
}
