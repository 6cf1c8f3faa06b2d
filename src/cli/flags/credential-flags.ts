import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from '../../options/credentials.ts';
import { UsageError } from '../../core/errors.ts';
import { parseFileName } from '../../options/kinds/path.ts';
import { parseNetrc } from '../../input/netrc.ts';
import type { Flag } from './flag.ts';
import { readFlagFile } from './flag-file.ts';
import type { Io } from '../io.ts';

/** Where names and passwords are to be found. */
export type CredentialFlags = {
  readonly netrc?: boolean;
  readonly netrcFile?: string;
};

export const CREDENTIAL_FLAGS: readonly Flag[] = [
  {
    flags: '--netrc',
    after: '--data',
    help: "take names and passwords for the listed URLs' hosts from ~/.netrc",
  },
  {
    flags: '--netrc-file <FILE>',
    after: '--netrc',
    help: 'take them from this file',
    parse: parseFileName,
  },
];

/** @throws {UsageError} the file cannot be read, or not be understood */
export async function credentialsOf(
  netrc: boolean | undefined,
  netrcFile: string | undefined,
  env: Io['env'],
): Promise<readonly Credentials[] | undefined> {
  if (netrc !== true && netrcFile === undefined) return undefined;
  const flag = netrcFile === undefined ? '--netrc' : '--netrc-file';
  const path = netrcFile ?? join(env['HOME'] ?? homedir(), '.netrc');
  const text = (await readFlagFile(flag, path)).toString('utf8');
  try {
    return parseNetrc(text);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${flag}: ${path}, ${error.message}`);
    throw error;
  }
}
