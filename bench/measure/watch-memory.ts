import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bindToUs } from './bound-child.ts';
import type { Command } from './command.ts';
import { countLines } from './count.ts';
import { plainEnvironment } from './environment.ts';
import { memoryOf, type Memory } from './memory.ts';

export type MemorySample = Memory & {
  /** Lines that the process had written. */
  readonly lines: number;
};

/**
 * Runs a command, counts the lines it writes, and reads its memory each time `every` more are out. So a sample
 * belongs to a place in the work and not to a moment; reading is cheap enough not to hold up the writer.
 * @returns the samples in order, the last of them at the very last line
 */
export async function watchMemory(command: Command, every: number): Promise<MemorySample[]> {
  const child = spawn(command.file, command.args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: plainEnvironment(),
  });
  bindToUs(child);
  const ended = once(child, 'close');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command.file} did not start`);
  const samples: MemorySample[] = [];
  let lines = 0;
  let latest: Memory = { resident: 0, peak: 0 };
  child.stdout.on('data', (chunk: Buffer) => {
    const before = Math.floor(lines / every);
    lines += countLines(chunk);
    if (Math.floor(lines / every) === before) return;
    // It may have ended with this chunk; what it had last is still true then.
    latest = memoryIfAlive(pid) ?? latest;
    samples.push({ lines, ...latest });
  });
  const [code] = await ended;
  if (code !== 0) throw new Error(`${command.file} ended with ${code}`);
  samples.push({ lines, ...latest });
  return samples;
}

function memoryIfAlive(pid: number): Memory | undefined {
  try {
    return memoryOf(pid);
  } catch {
    return undefined;
  }
}
