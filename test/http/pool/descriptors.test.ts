/** What a transport does when the process has no file descriptor left: it waits. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withServer } from '../../support/servers.ts';

const PROGRAM = fileURLToPath(new URL('process-without-descriptors.ts', import.meta.url));

/** The lines of a process that can open nothing. @param timeout of its attempts, in milliseconds */
async function starve(timeout: number, origins: readonly string[]) {
  const argv = ['-c', 'ulimit -n 64; exec "$@"', 'bash', process.execPath, '--import', 'tsx', PROGRAM];
  const child = spawn('bash', [...argv, String(timeout), ...origins], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const out = createInterface(child.stdout);
  const started = once(out, 'line');
  out.on('line', (line) => lines.push(line));
  await started;
  return {
    lines,
    say: (word: string) => child.stdin.write(word),
    ended: async () => {
      const [code] = await ended;
      return { code, lines: lines.slice(1) };
    },
  };
}

describe.runIf(process.platform === 'linux')('a process that can open nothing more', () => {
  test('fetches all once it can, and what it waited counts for no deadline', async () => {
    await withServer(undefined, async ({ origin }) => {
      const patience = 1500;
      const { say, ended } = await starve(patience, [
        origin,
        origin.replace('127.0.0.1', 'localhost'),
        origin,
      ]);
      await sleep(patience * 0.6);
      say('free');
      const { code, lines } = await ended();
      expect(code).toBe(0);
      const outcomes = lines.map((line) => line.split(' ').map(Number));
      expect(outcomes.map(([seq]) => seq).toSorted((a = 0, b = 0) => a - b)).toEqual([1, 2, 3]);
      for (const [, status, total] of outcomes) {
        expect(status).toBe(200);
        expect(total).toBeLessThan(patience * 0.5);
      }
    });
  });

  test('stops at once when it is cancelled', async () => {
    await withServer(undefined, async ({ origin }) => {
      const { say, ended } = await starve(60_000, [origin, origin]);
      say('cancel');
      const { code, lines } = await ended();
      expect(code).toBe(0);
      expect(lines.map((line) => line.split(' ').slice(0, 2))).toEqual([
        ['1', 'cancelled'],
        ['2', 'cancelled'],
      ]);
    });
  });

  test('gives up if it has no socket at all and finds none for as long as an attempt may take', async () => {
    await withServer(undefined, async ({ origin, arrivals }) => {
      const { ended } = await starve(300, [origin]);
      const { code, lines } = await ended();
      expect(code).toBe(0);
      expect(lines).toEqual([expect.stringMatching(/^1 internal /u)]);
      expect(arrivals).toEqual([]);
    });
  });
});
