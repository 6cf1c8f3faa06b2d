import { UsageError } from './errors.ts';
import { messageOf } from './message-of.ts';

/** Whom TLS trusts, and as whom it shows itself. Certificates and keys are text, in PEM. */
export type TlsOptions = {
  /** Certificates of the authorities to trust, instead of those that Node brings. */
  readonly ca?: string;
  /** The certificate to show to servers that ask for one, with its chain; goes with `key`. */
  readonly cert?: string;
  /** The private key of `cert`. */
  readonly key?: string;
  /** What `key` is encrypted with, if it is. */
  readonly passphrase?: string;
  /** The oldest version that is spoken. @default '1.2' */
  readonly min?: TlsVersion;
};

export type TlsVersion = '1.2' | '1.3';

const KNOWN: Readonly<Record<keyof TlsOptions, true>> = {
  ca: true,
  cert: true,
  key: true,
  passphrase: true,
  min: true,
};

/**
 * Makes sure that the options can be used, so that not every https URL fails for the same reason.
 * @throws UsageError that says what is wrong with which
 */
export function requireTlsOptions(options: TlsOptions): TlsOptions {
  if (typeof options !== 'object' || options === null) {
    throw new UsageError(`tls is ${String(options)}; it must be an object such as { min: '1.3' }`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(KNOWN, name));
  if (unknown !== undefined) {
    throw new UsageError(`tls has no option ${unknown}; there are ${Object.keys(KNOWN).join(', ')}`);
  }
  const { ca, cert, key, passphrase, min } = options;
  if (min !== undefined && min !== '1.2' && min !== '1.3') {
    throw new UsageError(`tls.min is ${JSON.stringify(min)}; it may be '1.2' or '1.3'`);
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError(`tls.${cert === undefined ? 'key needs a cert' : 'cert needs a key'} beside it`);
  }
  if (ca !== undefined) requireCertificate('ca', ca);
  if (cert !== undefined) requireCertificate('cert', cert);
  if (cert !== undefined && key !== undefined) requireKey(cert, key, passphrase);
  return options;
}

/** Node passes over authorities that are no certificates. */
function requireCertificate(name: string, pem: string): void {
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  attempt(`tls.${name} is no certificate in PEM`, () => new X509Certificate(pem));
}

function requireKey(cert: string, key: string, passphrase: string | undefined): void {
  const { createSecureContext } = process.getBuiltinModule('node:tls');
  attempt('tls.key is no key in PEM, not that of the certificate, or needs another passphrase', () =>
    createSecureContext({ cert, key, ...(passphrase === undefined ? {} : { passphrase }) }),
  );
}

function attempt(complaint: string, use: () => unknown): void {
  try {
    use();
  } catch (error) {
    throw new UsageError(`${complaint}: ${messageOf(error)}`);
  }
}
