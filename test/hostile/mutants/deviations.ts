/** Where curl judges an answer otherwise than Overlap, and why. */
type Deviation = {
  /** The failure, as `code: message`, or the status. */
  readonly ours: RegExp;
  /** What curl makes of it. */
  readonly theirs: 'response' | 'failure';
  readonly reason: string;
};

export const DEVIATIONS: readonly Deviation[] = [
  {
    ours: /Invalid header (?:token|field char|value char)|Expected LF after (?:headers|CR)|Missing expected LF after header value/u,
    theirs: 'response',
    reason:
      'a name with a space or without a letter, a control character or a bare CR makes a head invalid (RFC 9112 §5, §2.2); curl passes over such a line',
  },
  {
    ours: /Missing expected CR after/u,
    theirs: 'response',
    reason:
      'a line may be taken to end in LF alone (RFC 9112 §2.2), but need not; the parser of undici and Node does not take it, curl does',
  },
  {
    ours: /Unexpected whitespace after header value/u,
    theirs: 'response',
    reason:
      'a header that is folded over two lines (RFC 9112 §5.2): the parser of undici and Node refuses it, curl joins them',
  },
  {
    ours: /Content-Length/u,
    theirs: 'response',
    reason:
      'a Content-Length that is no number, is repeated, or stands beside Transfer-Encoding (RFC 9112 §6.3); curl takes the number at its beginning, the last of them, or the chunks',
  },
  {
    ours: /closed the connection without a response/u,
    theirs: 'response',
    reason: 'a head without its end: curl takes the close for it',
  },
  {
    ours: /Expected HTTP\/|Expected dot|Expected space after version|Invalid (?:major|minor|HTTP) version|claims to be HTTP/u,
    theirs: 'response',
    reason: 'a version that is none, or not HTTP/1 (RFC 9112 §2.3); curl looks less closely',
  },
  {
    ours: /Invalid status code|Invalid response status|Unexpected space after start line|there is no status/u,
    theirs: 'response',
    reason: 'a status that is not three digits between spaces (RFC 9112 §4); curl looks less closely',
  },
  {
    ours: /chunk/iu,
    theirs: 'response',
    reason:
      'a chunk that is longer or shorter than it says, or a size with something behind it (RFC 9112 §7.1); curl looks less closely',
  },
  {
    ours: /^body_truncated/u,
    theirs: 'response',
    reason: 'chunks without the empty line at their end (RFC 9112 §7.1); curl does not wait for it',
  },
  {
    ours: /^\d+$/u,
    theirs: 'failure',
    reason:
      'a transfer coding that is not chunked, or not chunked at last: the close ends the body (RFC 9112 §6.3); curl refuses to read it, or decodes it in another order',
  },
];
