import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runShellCommand } from '../../../src/compare/runners/shell-command.ts';
import { systemClock } from '../../../src/util/clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const files = temporaryFolder();
const run = (line: string, signal?: AbortSignal, limit = 60_000) =>
  runShellCommand(line, systemClock, { limit, signal });

/** A pipe by whose end it shows that nobody who had opened it is alive any more, be it in the background. */
function pipe(name: string) {
  const path = files.path(name);
  execFileSync('mkfifo', [path]);
  return { path, read: readFile(path, 'utf8') };
}

const HANGS = 'sleep 30';
const IS_DEAF = "trap '' TERM; while :; do sleep 0.05; done";

/** POSIX's shell; Windows has another one. */
describe.runIf(process.platform !== 'win32')('a command', () => {
  test('is timed from its start to its end', async () => {
    const { wall, exitCode } = await run('sleep 0.05; echo dropped; echo dropped >&2');
    expect(exitCode).toBe(0);
    expect(wall).toBeGreaterThanOrEqual(50);
  });

  test('that fails tells the end of its standard error, and one that does not tells nothing', async () => {
    expect(await run('echo dropped; echo "no such file" >&2; exit 7')).toMatchObject({
      exitCode: 7,
      stderr: ['no such file'],
    });
    expect(await run('echo dropped >&2; exit 0')).not.toHaveProperty('stderr');
    expect(await run('echo dropped; exit 7')).not.toHaveProperty('stderr');
  });

  test('may write any amount to its standard error', async () => {
    const { stderr } = await run('yes failed | head -n 300000 >&2; exit 1');
    expect(stderr).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
  });

  // Linux has a command for it.
  test.runIf(process.platform === 'linux')(
    'is over though somebody who has left its group holds its standard error open',
    async () => {
      const { path, read } = pipe('stderr-held');
      const leaver = `setsid sh -c 'echo begun >${path}; exec sleep 5' & cat <${files.path('go')}; echo said >&2; exit 3`;
      execFileSync('mkfifo', [files.path('go')]);
      const ended = run(leaver);
      expect(await read).toBe('begun\n');
      await writeFile(files.path('go'), '');
      expect(await ended).toMatchObject({ exitCode: 3, stderr: ['said'] });
    },
  );

  test.each([
    ['exit 7', 7],
    ['no-such-program-anywhere', 127],
    ['kill -KILL $$', 137],
  ])('%s ends with %d', async (line, exitCode) => {
    expect((await run(line)).exitCode).toBe(exitCode);
  });

  test('has nothing to read', async () => {
    expect((await run('cat')).exitCode).toBe(0);
  });

  test.each([
    ['that ends when it is asked to', HANGS],
    ['that does not listen', IS_DEAF],
  ])('has nothing left in the background %s', async (_, hanging) => {
    const { path, read } = pipe(`left-${hanging.length}`);
    const { exitCode } = await run(`exec 3>${path}; echo begun >&3; (${hanging}) & exit 0`);
    expect(exitCode).toBe(0);
    expect(await read).toBe('begun\n');
  });
});

describe.runIf(process.platform !== 'win32')('a command that is stopped', () => {
  test.each([
    ['ends, with all that it has started', HANGS, HANGS, 143],
    ['ends though what it has started does not listen', HANGS, IS_DEAF, 143],
    ['ends though itself does not listen', IS_DEAF, HANGS, 137],
  ])('%s', async (name, itself, started, exitCode) => {
    const { path, read } = pipe(name.replaceAll(' ', '-'));
    const controller = new AbortController();
    const begun = files.path(`begun-${name.replaceAll(' ', '-')}`);
    execFileSync('mkfifo', [begun]);
    // Deaf before it says that it has begun.
    const says = `${itself === IS_DEAF ? "trap '' TERM; " : ''}echo begun >${begun}`;
    const ended = run(`exec 3>${path}; (${started}) & ${says}; ${itself}`, controller.signal);
    await readFile(begun);
    controller.abort();
    expect((await ended).exitCode).toBe(exitCode);
    expect(await read).toBe('');
  });

  test('ends at once if the signal came before', async () => {
    expect((await run(HANGS, AbortSignal.abort())).exitCode).toBe(143);
  });

  test.each([HANGS, "trap 'exit 0' TERM; while :; do sleep 0.05; done"])(
    'because it takes too long has failed: %s',
    async (line) => {
      const { wall, exitCode } = await run(line, undefined, 50);
      expect(exitCode).toBe(124);
      expect(wall).toBeLessThan(20_000);
    },
  );

  test('by no time is not stopped', async () => {
    expect((await run('exit 0', undefined, Infinity)).exitCode).toBe(0);
  });
});
