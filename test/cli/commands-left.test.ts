import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readdir, readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { withServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));
const HANGS = '{begin}; sleep 60';
const DEAF = "trap '' TERM; {begin}; while :; do sleep 0.05; done";

const files = temporaryFolder();

/** As a shell tells it. */
async function statusOf(child: ChildProcess): Promise<number | null> {
  await once(child, 'exit');
  return child.signalCode === null ? child.exitCode : 128 + constants.signals[child.signalCode];
}

/** Whether there is nobody with this number any more, waiting for it to be so. */
async function isGone(pid: number): Promise<boolean> {
  for (let looks = 0; looks < 500; looks++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

/** POSIX's shell and signals. */
describe.runIf(process.platform !== 'win32')('a comparison with a command that is stopped', () => {
  test.each<[string, readonly NodeJS.Signals[], readonly number[], string]>([
    ['by a terminal that is closed', ['SIGHUP'], [129], HANGS],
    ['by Ctrl-\\', ['SIGQUIT'], [131], HANGS],
    // Two signals of one kind might come as one; two of different kinds come in any order.
    ['by two signals, and the command does not listen', ['SIGINT', 'SIGTERM'], [130, 143], DEAF],
  ])('%s leaves neither the command nor the file with the URLs', async (name, signals, codes, line) => {
    const folder = files.path(name.replaceAll(/\W/gu, '-'));
    await mkdir(folder);
    await withServer(undefined, async ({ origin }) => {
      const begin = `echo $$ {file} > ${folder}/tmp; mv ${folder}/tmp ${folder}/begun`;
      const command = line.replace('{begin}', begin);
      const child = spawn(
        process.execPath,
        [BIN, 'compare', `${origin}/`, '--contender', 'async:1', '--command', command, '--no-warm-up'],
        { stdio: 'ignore', env: { ...process.env, TMPDIR: folder } },
      );
      const exited = statusOf(child);
      const [pid = '', file = ''] = (await begun(`${folder}/begun`)).split(' ');
      await access(file.trim());
      for (const signal of signals) child.kill(signal);
      expect(codes).toContain(await exited);
      expect(await isGone(Number(pid))).toBe(true);
      expect((await readdir(folder)).filter((entry) => entry.startsWith('overlap-'))).toEqual([]);
    });
  });
});

async function begun(path: string): Promise<string> {
  for (;;) {
    try {
      return await readFile(path, 'utf8');
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
