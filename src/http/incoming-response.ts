import type { AttemptResponse, Hop } from '../core/hop.ts';
import { joinChunks } from './body.ts';
import { labelOf } from './endpoint.ts';
import { malformed } from './exchange-failure.ts';
import type { Failure } from './failure.ts';
import { readHead, type ResponseHead } from './response-head.ts';

/** More informational (1xx) answers than this before the final one are an attack. */
const MOST_INFORMATIONAL = 100;

/** What is done with bodies. */
export type BodyRule = {
  /** Whether they are kept, or counted and dropped. */
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
  #informational = 0;
  #status = 0;
  #httpVersion = '';
  #head: ResponseHead | undefined;
  #bytes = 0;
  readonly #chunks: Uint8Array[] = [];

  constructor(hop: Hop, rule: BodyRule) {
    this.#hop = hop;
    this.#rule = rule;
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
    if (httpVersion === '0.9') return malformed(this.#label(), 'it claims to be HTTP/0.9');
    if (this.#head.contentLength > this.#rule.maxBodyBytes && this.#mayHaveBody()) return this.#tooLong();
    return undefined;
  }

  takeData(chunk: Uint8Array): Failure | undefined {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#rule.maxBodyBytes) return this.#tooLong();
    if (this.#rule.keepBody) this.#chunks.push(chunk);
    return undefined;
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
      bytes: this.#bytes,
    };
    if (remoteAddress !== undefined) attempt.remoteAddress = remoteAddress;
    if (this.#head?.contentType !== undefined) attempt.contentType = this.#head.contentType;
    if (this.#head?.locations !== undefined) attempt.locations = this.#head.locations;
    if (this.#head?.retryAfter !== undefined) attempt.retryAfter = this.#head.retryAfter;
    if (this.#rule.keepBody) attempt.body = joinChunks(this.#chunks, this.#bytes);
    return attempt;
  }

  #mayHaveBody(): boolean {
    return this.#hop.method !== 'HEAD' && this.#status !== 204 && this.#status !== 304;
  }

  #tooLong(): Failure {
    const message = `the body from ${this.#label()} is longer than ${this.#rule.maxBodyBytes} bytes`;
    return { code: 'body_too_large', message };
  }

  #label(): string {
    return labelOf(this.#hop.origin);
  }
}
