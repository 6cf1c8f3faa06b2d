import type { Mutable } from '../../util/mutable.ts';
import type { AttemptResponse, Hop } from '../../core/hop.ts';
import { extensionOf } from '../body/media-type.ts';
import { tooLong } from '../body/body-measure.ts';
import type { BodyListener, BodySink } from '../body/body-sink.ts';
import { codingsOf, type ContentCoding } from '../body/content-coding.ts';
import { malformed } from './exchange-failure.ts';
import type { Failure } from '../../core/failure.ts';
import { type BodyRule, openBody } from '../body/incoming-body.ts';
import { readHead, type ResponseHead } from './response-head.ts';

/** More informational (1xx) answers than this before the final one are an attack. */
const MOST_INFORMATIONAL = 100;

/** More content codings than this, one over the other, are an attack. */
const MOST_CODINGS = 5;

const NO_CODING: readonly ContentCoding[] = [];

/** RFC 9110 §15.3.7. */
const PARTIAL = 206;

/** The parts of a response's attempt that do not come from the response. */
export type AttemptFrame = Pick<AttemptResponse, 'startedAt' | 'timings'> & {
  readonly remoteAddress: string | undefined;
};

export interface ResponseListener extends BodyListener {
  /** `host:port` of the peer, for messages. */
  readonly label: string;
}

/** Collects one response, and judges each part of it: what it returns is why the hop has to end. */
export class IncomingResponse {
  readonly #hop: Hop;
  readonly #rule: BodyRule;
  readonly #listener: ResponseListener;
  #informational = 0;
  #status = 0;
  #httpVersion = '';
  #head: ResponseHead | undefined;
  #body: BodySink | undefined;
  /** The content codings that the body keeps. */
  #contentEncoding: string | undefined;

  constructor(hop: Hop, rule: BodyRule, listener: ResponseListener) {
    this.#hop = hop;
    this.#rule = rule;
    this.#listener = listener;
  }

  /** RFC 9110 §15.2: a client takes informational answers even if it did not ask for them. */
  takeInformational(status: number): Failure | undefined {
    this.#informational += 1;
    if (status < 100) return malformed(this.#listener.label, `there is no status ${status}`);
    if (status === 101) return malformed(this.#listener.label, 'it changes the protocol unasked');
    if (this.#informational <= MOST_INFORMATIONAL) return undefined;
    const message = `more than ${MOST_INFORMATIONAL} informational answers from ${this.#listener.label}`;
    return { code: 'headers_too_large', message };
  }

  /** @param rawHeaders names and values in turn */
  takeHead(status: number, httpVersion: string, rawHeaders: readonly Buffer[]): Failure | undefined {
    this.#status = status;
    this.#httpVersion = httpVersion;
    this.#head = readHead(rawHeaders);
    if (!httpVersion.startsWith('1.'))
      return malformed(this.#listener.label, `it claims to be HTTP/${httpVersion}`);
    return this.#mayHaveBody() ? this.#expectBody(this.#head) : undefined;
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
    const attempt: Mutable<AttemptResponse> = {
      kind: 'response',
      seq: this.#hop.seq,
      startedAt,
      timings,
      status: this.#status,
      httpVersion: this.#httpVersion,
      bytes: 0,
    };
    if (remoteAddress !== undefined) attempt.remoteAddress = remoteAddress;
    if (this.#head?.contentType !== undefined) attempt.contentType = this.#head.contentType;
    if (this.#head?.locations !== undefined) attempt.locations = this.#head.locations;
    if (this.#head?.retryAfter !== undefined) attempt.retryAfter = this.#head.retryAfter;
    if (this.#contentEncoding !== undefined) attempt.contentEncoding = this.#contentEncoding;
    if (this.#body) this.#body.describe(attempt);
    else if (this.#rule.keepBody) attempt.body = new Uint8Array();
    return attempt;
  }

  #mayHaveBody(): boolean {
    return this.#hop.method !== 'HEAD' && this.#status !== 204 && this.#status !== 304;
  }

  #expectBody({ contentLength, contentEncoding, contentType }: ResponseHead): Failure | undefined {
    const { origin } = this.#hop;
    const { maxBodyBytes } = this.#rule;
    const codings = contentEncoding === undefined ? NO_CODING : this.#codingsToUndo(contentEncoding);
    if (codings.length > MOST_CODINGS) {
      const message = `the body from ${this.#listener.label} has more than ${MOST_CODINGS} content codings`;
      return { code: 'decode_error', message };
    }
    if (codings.length === 0 && contentLength > maxBodyBytes) return tooLong(origin, maxBodyBytes);
    const savedAs = isSuccess(this.#status) ? this.#saveAs(contentType) : undefined;
    this.#body = openBody(codings, savedAs, this.#hop, this.#rule, this.#listener);
    return undefined;
  }

  /** A body that stays in its content coding is no file of its type. */
  #saveAs(contentType: string | undefined): string | undefined {
    const { saveAs, lacksExtension } = this.#hop;
    if (saveAs === undefined || !lacksExtension || this.#contentEncoding !== undefined) return saveAs;
    const extension = contentType === undefined ? undefined : extensionOf(contentType);
    return extension === undefined ? saveAs : `${saveAs}.${extension}`;
  }

  /** A partial response has a part of what is coded, of which nothing can be decoded (RFC 9110 §14). */
  #codingsToUndo(contentEncoding: string): readonly ContentCoding[] {
    const codings = codingsOf(contentEncoding);
    if (codings && this.#rule.decompress && this.#status !== PARTIAL) return codings;
    if (codings?.length !== 0) this.#contentEncoding = contentEncoding;
    return NO_CODING;
  }
}

/** RFC 9110 §15.3. Only such a response has what was asked for. */
function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
