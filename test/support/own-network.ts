import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A user of its own as root, with a network and mounts of its own (Linux's unshare(1)). */
const UNSHARE = 'unshare';
const OWN = ['--map-root-user', '--net', '--mount'];

/**
 * Whether a process may have a network of its own here, in which addresses of the public internet can lead to itself.
 * Where everything must hold, it has to, unless it is said that the system forbids it: then nothing that needs it is
 * left out.
 */
export function mayHaveOwnNetwork(): boolean {
  if (process.env['NO_OWN_NETWORK']) return false;
  if (process.env['CI']) return true;
  const argv = [...OWN, 'ip', 'link', 'set', 'lo', 'up'];
  return process.platform === 'linux' && spawnSync(UNSHARE, argv).status === 0;
}

/**
 * Runs a TypeScript program that sees no network but its own, with these addresses.
 * @param input what its standard input holds
 * @param files files that it sees in the place of the system's, by the path of these
 * @returns what it prints
 * @throws Error if it does not exit with 0
 */
export async function runInOwnNetwork(
  program: string,
  addresses: readonly string[],
  input: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const steps = [
    'set -e',
    'ip link set lo up',
    ...addresses.map(adding),
    ...Object.entries(files).map(([path, own]) => `mount --bind '${own}' '${path}'`),
    'exec "$@"',
  ];
  const argv = [...OWN, 'bash', '-c', steps.join('\n'), 'bash'];
  const child = spawn(UNSHARE, [...argv, process.execPath, '--import', 'tsx', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(input);
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`${program} ended with ${String(code)} in a network of its own`);
  return printed;
}

/** Runs a program after steps of a shell, whose mounts it sees alone. */
export function runWithOwnMounts(
  steps: readonly string[],
  argv: readonly string[],
): SpawnSyncReturns<string> {
  const script = [...steps, 'exec "$@"'].join('\n');
  return spawnSync(UNSHARE, [...OWN, 'sh', '-ec', script, 'sh', ...argv], { encoding: 'utf8' });
}

function adding(address: string): string {
  return address.includes(':')
    ? `ip -6 addr add ${address}/128 dev lo nodad`
    : `ip addr add ${address}/32 dev lo`;
}
