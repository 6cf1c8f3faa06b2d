import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { requireTlsOptions } from '../../src/options/tls-options.ts';
import type { TlsOptions } from '../../src/options/options.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`../http/certificates/${name}.pem`, import.meta.url), 'latin1');
const [cert, key] = [pem('localhost.cert'), pem('localhost.key')];
/** Of RSA with 512 bits. */
const weak = { cert: pem('weak.cert'), key: pem('weak.key') };
const encryptedAs = (type: 'pkcs8' | 'sec1'): string =>
  createPrivateKey(key)
    .export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'sesame' })
    .toString();
const encrypted = encryptedAs('pkcs8');
const oldEncrypted = encryptedAs('sec1');

/** Options as a program without types may write them. */
const untyped = (json: string): TlsOptions => JSON.parse(json);

describe('requireTlsOptions', () => {
  test('takes what can be used, as it is', () => {
    const options: TlsOptions = { ca: cert, cert, key: encrypted, passphrase: 'sesame', min: '1.3' };
    expect(requireTlsOptions(options)).toBe(options);
    expect(requireTlsOptions({})).toEqual({});
    expect(requireTlsOptions({ ca: `# two of them\n${cert}${cert}` })).toHaveProperty('ca');
  });

  test.each([
    [untyped('7'), 'tls is 7; it must be an object'],
    [untyped('{"caFile": "x"}'), 'the options in tls have no caFile; there are ca, cert,'],
    [untyped('{"min": "1.1"}'), 'tls.min is "1.1"; it may be'],
    [{ cert }, 'tls.cert needs tls.key beside it'],
    [{ key }, 'tls.key needs tls.cert beside it'],
    [{ ca: 'garbage' }, 'tls.ca is no certificate in PEM'],
    [{ ca: '' }, 'tls.ca is no certificate in PEM'],
    [{ cert: key, key }, 'tls.cert is no certificate in PEM'],
    [{ cert, key: cert }, 'tls.key is no private key in PEM'],
    [{ cert, key: '' }, 'tls.key is no private key in PEM'],
    [{ cert, key: weak.key }, 'tls.key is not the private key of the certificate in tls.cert'],
    [{ cert, key: encrypted }, 'tls.key is encrypted; give its passphrase with tls.passphrase'],
    [
      { cert, key: encrypted, passphrase: 'open' },
      'tls.key cannot be decrypted with the passphrase of tls.passphrase',
    ],
    [
      { cert, key: oldEncrypted, passphrase: 'open' },
      'tls.key cannot be decrypted with the passphrase of tls.passphrase',
    ],
    [weak, 'tls.cert and tls.key cannot be used for TLS'],
  ])('refuses %j', (options, message) => {
    expect(() => requireTlsOptions(options)).toThrow(UsageError);
    expect(() => requireTlsOptions(options)).toThrow(message);
  });
});
