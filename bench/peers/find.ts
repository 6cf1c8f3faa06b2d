import { spawnSync } from 'node:child_process';

/** @returns what of a program's output matches the pattern's group, or undefined if the program is not there */
export function versionOf(file: string, args: readonly string[], pattern: RegExp): string | undefined {
  const { error, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8' });
  if (error) return undefined;
  return pattern.exec(stdout + stderr)?.[1] ?? 'tells no version';
}
