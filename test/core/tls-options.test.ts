import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { requireTlsOptions, type TlsOptions } from '../../src/core/tls-options.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`../http/certificates/localhost.${name}.pem`, import.meta.url), 'latin1');
const [cert, key] = [pem('cert'), pem('key')];
const encrypted = createPrivateKey(key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'sesame' })
  .toString();

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
    [untyped('{"caFile": "x"}'), 'tls has no option caFile; there are ca, cert,'],
    [untyped('{"min": "1.1"}'), 'tls.min is "1.1"; it may be'],
    [{ cert }, 'tls.cert needs a key'],
    [{ key }, 'tls.key needs a cert'],
    [{ ca: 'garbage' }, 'tls.ca is no certificate in PEM'],
    [{ ca: '' }, 'tls.ca is no certificate in PEM'],
    [{ cert: key, key }, 'tls.cert is no certificate in PEM'],
    [{ cert, key: cert }, 'tls.key is no key in PEM'],
    [{ cert, key: encrypted }, 'needs another passphrase'],
    [{ cert, key: encrypted, passphrase: 'open' }, 'needs another passphrase'],
  ])('refuses %j', (options, message) => {
    expect(() => requireTlsOptions(options)).toThrow(UsageError);
    expect(() => requireTlsOptions(options)).toThrow(message);
  });
});
