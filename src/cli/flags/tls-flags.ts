import { UsageError } from '../../core/errors.ts';
import { requireTlsOptions, type TlsOptions, type TlsVersion } from '../../options/tls-options.ts';
import type { FlagGroup } from './flag.ts';
import { readFlagFile } from './flag-file.ts';
import { parseFileName, parseTlsVersion } from './values.ts';

/** What is said of TLS, files by their names. */
export type TlsFlags = {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly keyPassFile?: string;
  readonly tlsMin?: TlsVersion;
};

export const TLS_FLAGS: FlagGroup = {
  heading: 'TLS:',
  flags: [
    { flags: '-k, --insecure', help: 'accept any certificate; the records say so' },
    {
      flags: '--ca <FILE>',
      help: 'PEM file of the authorities to trust (default: those that Node brings)',
      parse: parseFileName,
    },
    {
      flags: '--cert <FILE>',
      help: 'PEM file of the certificate to show to servers that ask for one; with --key',
      parse: parseFileName,
    },
    { flags: '--key <FILE>', help: 'PEM file of its private key', parse: parseFileName },
    {
      flags: '--key-pass-file <FILE>',
      help: 'file whose first line is what the private key is encrypted with',
      parse: parseFileName,
    },
    {
      flags: '--tls-min <VERSION>',
      help: 'oldest version to speak, 1.2 or 1.3 (default: 1.2)',
      parse: parseTlsVersion,
    },
  ],
};

/** @throws {UsageError} a file cannot be read or used, or something has nothing to go with */
export async function tlsOptions(flags: {
  readonly [Name in keyof Required<TlsFlags>]: TlsFlags[Name] | undefined;
}): Promise<TlsOptions> {
  const { ca, cert, key, keyPassFile, tlsMin: min } = flags;
  if (keyPassFile !== undefined && key === undefined) {
    throw new UsageError('--key-pass-file needs a --key beside it');
  }
  const options = {
    ...(ca === undefined ? {} : { ca: await pemOf('--ca', ca) }),
    ...(cert === undefined ? {} : { cert: await pemOf('--cert', cert) }),
    ...(key === undefined ? {} : { key: await pemOf('--key', key) }),
    ...(keyPassFile === undefined ? {} : { passphrase: await firstLineOf('--key-pass-file', keyPassFile) }),
    ...(min === undefined ? {} : { min }),
  };
  return requireTlsOptions(options, {
    ca: `--ca ${ca ?? 'FILE'}`,
    cert: `--cert ${cert ?? 'FILE'}`,
    key: `--key ${key ?? 'FILE'}`,
    passphrase: `--key-pass-file ${keyPassFile ?? 'FILE'}`,
  });
}

async function pemOf(flag: string, path: string): Promise<string> {
  return (await readFlagFile(flag, path)).toString('latin1');
}

/** A passphrase on the command line would be seen by every user of the machine. */
async function firstLineOf(flag: string, path: string): Promise<string> {
  const [line = ''] = (await readFlagFile(flag, path)).toString('utf8').split(/\r?\n/u);
  if (line === '')
    throw new UsageError(`${flag}: the first line of ${path} is empty; it must be the passphrase`);
  return line;
}
