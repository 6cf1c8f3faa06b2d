import { describe, expect, test } from 'vitest';
import {
  connectFailure,
  lacksDescriptor,
  handshakeFailure,
  lookupFailure,
} from '../../../src/http/dial/dial-failure.ts';
import { endpointOf } from '../../../src/http/dial/endpoint.ts';

const ENDPOINT = endpointOf('https://a.example');

const error = (code: string, message = code) => Object.assign(new Error(message), { code });

describe('connecting', () => {
  test.each([
    ['ECONNREFUSED', 'connection_refused'],
    ['EHOSTUNREACH', 'connection_refused'],
    ['ENETUNREACH', 'connection_refused'],
    ['EADDRNOTAVAIL', 'connection_refused'],
    ['ECONNRESET', 'connection_reset'],
    ['ETIMEDOUT', 'connect_timeout'],
    ['EWHATEVER', 'internal'],
  ])('%s is %s, and the message names the peer', (code, expected) => {
    const failure = connectFailure(error(code), ENDPOINT);
    expect(failure.code).toBe(expected);
    expect(failure.message).toContain('a.example:443');
  });

  test.each([
    [['ENETUNREACH', 'ECONNREFUSED'], 'connection_refused', 'refuses'],
    [['ENETUNREACH', 'ETIMEDOUT'], 'connect_timeout', 'does not answer'],
    [['ENETUNREACH', 'EHOSTUNREACH'], 'connection_refused', 'ENETUNREACH'],
  ])('of several errors, %s, the most telling one counts', (codes, code, words) => {
    const failure = connectFailure(new AggregateError(codes.map((each) => error(each))), ENDPOINT);
    expect(failure).toEqual({ code, message: expect.stringContaining(words) });
  });

  test('without descriptors it is no failure of the peer, whatever other addresses said', () => {
    expect(lacksDescriptor(error('EMFILE'))).toBe(true);
    expect(lacksDescriptor(new AggregateError([error('ECONNREFUSED'), error('ENFILE')]))).toBe(true);
    expect(lacksDescriptor(new AggregateError([error('ECONNREFUSED'), error('ETIMEDOUT')]))).toBe(false);
  });
});

test('a lookup that failed names the host', () => {
  expect(lookupFailure({ kind: 'failed', reason: 'SERVFAIL' }, ENDPOINT)).toEqual({
    code: 'dns_error',
    message: 'looking up a.example failed: SERVFAIL',
  });
});

test.each([
  ['not_found', 'dns_not_found'],
  ['timeout', 'dns_timeout'],
  ['failed', 'dns_error'],
  ['no_descriptor', 'dns_error'],
] as const)('a name without end is cut where it is told of %s', (kind, expected) => {
  const failure = lookupFailure({ kind, reason: 'any' }, endpointOf(`http://${'a'.repeat(5000)}/`));
  expect(failure.code).toBe(expected);
  expect(failure.message.length).toBeLessThan(400);
});

describe('a handshake', () => {
  test('that this side broke off is about the certificate, whatever the code', () => {
    expect(handshakeFailure(error('ANY', 'certificate has expired'), true, ENDPOINT)).toEqual({
      code: 'tls_certificate',
      message: 'certificate of a.example:443: certificate has expired',
    });
  });

  test('never brings foreign control characters into a message', () => {
    const { message } = handshakeFailure(error('E', 'altname \u001b[31m\u202e'), true, ENDPOINT);
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(message).not.toMatch(/[\u0000-\u001f\u202e]/u);
  });

  test.each([
    ['ECONNRESET', 'connection_reset'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls_error'],
  ])('that ends in %s is %s', (code, expected) => {
    expect(handshakeFailure(error(code), false, ENDPOINT).code).toBe(expected);
  });
});
