/** Causes that no server on loopback brings about at will; the others are in framing.test.ts. */
import { expect, test } from 'vitest';
import { exchangeFailure } from '../../../src/http/wire/exchange-failure.ts';

const error = (code: string, message = code) => Object.assign(new Error(message), { code });

test.each([
  ['EPIPE', 'connection_reset'],
  ['ETIMEDOUT', 'connection_reset'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls_error'],
  ['ERR_ASSERTION', 'malformed_response'],
  ['EWHATEVER', 'internal'],
])('%s is %s', (code, expected) => {
  const failure = exchangeFailure({ error: error(code), label: 'a.example:80', headSeen: false });
  expect(failure.code).toBe(expected);
  expect(failure.message).toContain('a.example:80');
});
