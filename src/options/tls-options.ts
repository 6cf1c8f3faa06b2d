import type { X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { UsageError } from '../core/errors.ts';
import { requireKnownKeys } from './known-keys.ts';
import { messageOf } from '../util/message-of.ts';
import type { TlsOptions } from './options.ts';
import { TLS } from './table/tls.ts';

/** What the files and texts of TLS are called in complaints. */
export type TlsNames = Readonly<Record<'ca' | 'cert' | 'key' | 'passphrase', string>>;

const OPTION_NAMES: TlsNames = {
  ca: 'tls.ca',
  cert: 'tls.cert',
  key: 'tls.key',
  passphrase: 'tls.passphrase',
};

/**
 * Makes sure that the options can be used, so that not every https URL fails for the same reason.
 * @throws UsageError that says what is wrong with which
 */
export function requireTlsOptions(options: TlsOptions, names: TlsNames = OPTION_NAMES): TlsOptions {
  if (typeof options !== 'object' || options === null) {
    throw new UsageError(`tls is ${String(options)}; it must be an object such as { min: '1.3' }`);
  }
  requireKnownKeys(options, TLS, 'the options in tls');
  const { ca, cert, key, passphrase, min } = options;
  TLS.min.resolve(min, 'tls.min');
  if (cert !== undefined && key === undefined)
    throw new UsageError(`${names.cert} needs ${names.key} beside it`);
  if (cert === undefined && key !== undefined)
    throw new UsageError(`${names.key} needs ${names.cert} beside it`);
  if (ca !== undefined) requireCertificate(names.ca, ca);
  if (cert !== undefined) requireCertificate(names.cert, cert);
  if (cert !== undefined && key !== undefined) requireKey(cert, key, passphrase, names);
  return options;
}

/** Node passes over authorities that are no certificates. */
function requireCertificate(name: string, pem: string): X509Certificate {
  const { X509Certificate: Certificate } = process.getBuiltinModule('node:crypto');
  try {
    return new Certificate(pem);
  } catch {
    throw new UsageError(`${name} is no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----`);
  }
}

function requireKey(cert: string, key: string, passphrase: string | undefined, names: TlsNames): void {
  const { createPrivateKey } = process.getBuiltinModule('node:crypto');
  const secret = passphrase === undefined ? {} : { passphrase };
  let privateKey;
  try {
    privateKey = createPrivateKey({ key, ...secret });
  } catch {
    throw new UsageError(keyFault(key, passphrase, names));
  }
  if (!requireCertificate(names.cert, cert).checkPrivateKey(privateKey)) {
    throw new UsageError(`${names.key} is not the private key of the certificate in ${names.cert}`);
  }
  requireIdentity({ cert, key, ...secret }, names);
}

/** What OpenSSL says instead are the names of its functions. */
function keyFault(key: string, passphrase: string | undefined, names: TlsNames): string {
  // In the label (RFC 7468 §11), or in the header of older files.
  if (!/^(?:-----BEGIN |Proc-Type: 4,)ENCRYPTED/mu.test(key)) {
    return `${names.key} is no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----`;
  }
  return passphrase === undefined
    ? `${names.key} is encrypted; give its passphrase with ${names.passphrase}`
    : `${names.key} cannot be decrypted with the passphrase of ${names.passphrase}`;
}

/** Keys may be too weak to be used. */
function requireIdentity(identity: SecureContextOptions, { cert, key }: TlsNames): void {
  const { createSecureContext } = process.getBuiltinModule('node:tls');
  try {
    createSecureContext(identity);
  } catch (error) {
    throw new UsageError(`${cert} and ${key} cannot be used for TLS: ${messageOf(error)}`);
  }
}
