import { UsageError } from '../../core/errors.ts';
import type { TlsOptions } from '../../options/options.ts';
import { requireTlsOptions } from '../../options/tls-options.ts';
import { readFlagFile } from './flag-file.ts';

/** What is said of TLS, files by their names. */
export type TlsFlags = {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly keyPassFile?: string;
  readonly tlsMin?: NonNullable<TlsOptions['min']>;
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
