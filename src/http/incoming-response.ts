import type { AttemptResponse, Hop } from '../core/hop.ts';
import { DISCARD } from './body-discard.ts';
import { FileBody } from './body-file.ts';
import { MeasuredBody, tooLong } from './body-measure.ts';
import { MemoryBody } from './body-memory.ts';
import type { BodyListener, BodySink } from './body-sink.ts';
import { labelOf } from './endpoint.ts';
import { malformed } from './exchange-failure.ts';
import type { Failure } from './failure.ts';
import { readHead, type ResponseHead } from './response-head.ts';

/** More informational (1xx) answers than this before the final one are an attack. */
const MOST_INFORMATIONAL = 100;

/** What is done with bodies. */
export type BodyRule = {
  /** Whether they are kept in memory, or counted and dropped. */
  readonly keepBody: boolean;
  readonly maxBodyBytes: number;
};

/** The parts of a response's attempt that do not come from the response. */
export type AttemptFrame = Pick<AttemptResponse, 'startedAt' | 'timings'> & {
  readonly remoteAddress: string | undefined;
};

/** Collects one response, and judges each part of it: what it returns is why the hop has to end. */
export class IncomingResponse {
  readonly #hop: Hop;
  readonly #rule: BodyRule;
  readonly #listener: BodyListener;
  #informational = 0;
  #status = 0;
  #httpVersion = '';
  #head: ResponseHead | undefined;
  #body: MeasuredBody | undefined;

  constructor(hop: Hop, rule: BodyRule, listener: BodyListener) {
    this.#hop = hop;
    this.#rule = rule;
    this.#listener = listener;
  }

  /** RFC 9110 §15.2: a client takes informational answers even if it did not ask for them. */
  takeInformational(status: number): Failure | undefined {
    this.#informational += 1;
    if (status < 100) return malformed(this.#label(), `there is no status ${status}`);
    if (status === 101) return malformed(this.#label(), 'it changes the protocol unasked');
    if (this.#informational <= MOST_INFORMATIONAL) return undefined;
    const message = `more than ${MOST_INFORMATIONAL} informational answers from ${this.#label()}`;
    return { code: 'headers_too_large', message };
  }

  /** @param rawHeaders names and values in turn */
  takeHead(status: number, httpVersion: string, rawHeaders: readonly Buffer[]): Failure | undefined {
    this.#status = status;
    this.#httpVersion = httpVersion;
    this.#head = readHead(rawHeaders);
    if (!httpVersion.startsWith('1.')) return malformed(this.#label(), `it claims to be HTTP/${httpVersion}`);
    const { origin } = this.#hop;
    const { maxBodyBytes } = this.#rule;
    if (this.#head.contentLength > maxBodyBytes && this.#mayHaveBody()) return tooLong(origin, maxBodyBytes);
    this.#body = new MeasuredBody(this.#storage(), maxBodyBytes, origin, this.#listener);
    return undefined;
  }

  /** @returns whether more may come at once; if not, the listener is told when */
  takeData(chunk: Buffer): boolean {
    return this.#body?.write(chunk) ?? true;
  }

  /**
   * The body has come to its end.
   * @returns whether it is where it belongs; if not, the listener is told when it is
   */
  endBody(): boolean {
    return this.#body?.end() ?? true;
  }

  /** The response is of no use: calls back once nothing is left of its body. */
  drop(done: () => void): void {
    if (this.#body) this.#body.drop(done);
    else done();
  }

  /**
   * Whether the head announces bytes that cannot come: RFC 9112 §6.3, a 204 or 304 has no body, whatever its
   * headers say. The client would take the response for one that was cut.
   */
  get announcesNothing(): boolean {
    if (this.#status !== 204 && this.#status !== 304) return false;
    return this.#head !== undefined && this.#head.contentLength > 0;
  }

  toAttempt({ startedAt, timings, remoteAddress }: AttemptFrame): AttemptResponse {
    const attempt: { -readonly [field in keyof AttemptResponse]: AttemptResponse[field] } = {
      kind: 'response',
      seq: this.#hop.seq,
      startedAt,
      timings,
      status: this.#status,
      httpVersion: this.#httpVersion,
      bytes: this.#body?.bytes ?? 0,
    };
    if (remoteAddress !== undefined) attempt.remoteAddress = remoteAddress;
    if (this.#head?.contentType !== undefined) attempt.contentType = this.#head.contentType;
    if (this.#head?.locations !== undefined) attempt.locations = this.#head.locations;
    if (this.#head?.retryAfter !== undefined) attempt.retryAfter = this.#head.retryAfter;
    const { body, file, sha256 } = this.#body?.stored() ?? {};
    if (body !== undefined) attempt.body = body;
    if (file !== undefined) attempt.file = file;
    if (sha256 !== undefined) attempt.sha256 = sha256;
    return attempt;
  }

  #mayHaveBody(): boolean {
    return this.#hop.method !== 'HEAD' && this.#status !== 204 && this.#status !== 304;
  }

  #storage(): BodySink {
    const { saveAs } = this.#hop;
    if (saveAs !== undefined && isSuccess(this.#status) && this.#mayHaveBody()) {
      return new FileBody(saveAs, this.#listener);
    }
    return this.#rule.keepBody ? new MemoryBody() : DISCARD;
  }

  #label(): string {
    return labelOf(this.#hop.origin);
  }
}

/** RFC 9110 §15.3. Only such a response has what was asked for. */
function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
