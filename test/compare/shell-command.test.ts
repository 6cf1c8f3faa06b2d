import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runShellCommand } from '../../src/compare/shell-command.ts';
import { systemClock } from '../../src/core/clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();
const run = (line: string, signal?: AbortSignal) => runShellCommand(line, systemClock, signal);

/** POSIX's shell; Windows has another one. */
describe.runIf(process.platform !== 'win32')('a command', () => {
  test('is timed from its start to its end', async () => {
    const { wall, exitCode } = await run('sleep 0.05; echo dropped; echo dropped >&2');
    expect(exitCode).toBe(0);
    expect(wall).toBeGreaterThanOrEqual(50);
  });

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

  test('is ended by the signal, with all that it has started', async () => {
    const controller = new AbortController();
    const [begun, left] = [files.path('begun'), files.path('left')];
    const ended = run(`(touch ${begun}; sleep 30; touch ${left}) & wait`, controller.signal);
    while (!existsSync(begun)) await pause(5);
    controller.abort();
    expect((await ended).exitCode).toBe(143);
    expect(existsSync(left)).toBe(false);
  });

  test('is not waited for without end if it does not listen', async () => {
    const controller = new AbortController();
    const begun = files.path('deaf');
    const ended = run(`trap '' TERM; touch ${begun}; while :; do sleep 0.05; done`, controller.signal);
    while (!existsSync(begun)) await pause(5);
    controller.abort();
    expect((await ended).exitCode).toBe(137);
  });

  test('is ended at once if the signal came before', async () => {
    expect((await run('sleep 30', AbortSignal.abort())).exitCode).toBe(143);
  });
});
