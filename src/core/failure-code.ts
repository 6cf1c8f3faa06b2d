/**
 * Every way in which a request can end without a response, each with what it means.
 * The codes are a contract: scripts read them from records, so none is renamed.
 */
export const FAILURE_CODES = {
  invalid_url: 'the URL cannot be parsed, or the request cannot be sent as it is given',
  unsupported_scheme: 'the URL, or a redirect, names a scheme other than http and https',
  blocked_address: 'the address is one that may not be connected to',
  dns_not_found: 'the host name does not exist',
  dns_error: 'the name server failed to answer the question',
  dns_timeout: 'the host name was not resolved in time',
  proxy_error: 'the proxy cannot be reached, or does not speak as one',
  proxy_refused: 'the proxy asks for a user and password, or for others',
  connection_refused: 'nothing accepts connections there, or the host cannot be reached',
  connection_reset: 'the connection was closed or reset before the response was whole',
  connect_timeout: 'no TCP connection came about in time',
  tls_certificate: 'the certificate is not to be trusted',
  tls_error: 'the TLS handshake failed',
  tls_timeout: 'the TLS handshake did not end in time',
  headers_timeout: 'no complete response head arrived in time',
  body_timeout: 'the body stalled',
  total_timeout: 'the attempt took longer than it may',
  too_slow: 'the body arrived at less than the least rate',
  malformed_response: 'the answer is not valid HTTP',
  headers_too_large: 'the response head is larger than it may be',
  body_too_large: 'the body is larger than it may be',
  body_truncated: 'the body ended before its announced end',
  decode_error: 'the content coding cannot be undone',
  redirect_loop: 'the redirects lead back to where they have been',
  too_many_redirects: 'there are more redirects than may be followed',
  bad_redirect: 'the redirect names no usable target, or one that is not allowed',
  write_error: 'the body could not be written',
  cancelled: 'the run was stopped before the request ended',
  crashed: 'the worker thread that held the request died',
  internal: 'a fault of Overlap itself',
} as const;

/** Why a request failed. */
export type FailureCode = keyof typeof FAILURE_CODES;
