import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { plainEnvironment } from '../measure/environment.ts';
import type { Serving } from '../programs/serving.ts';

/** A server in a process of its own. */
export type ChildServer = {
  /** For the tables. */
  readonly name: string;
  /** Its pages' URLs, or its origin alone if it has the same page everywhere. */
  readonly urls: readonly string[];
  stop(): Promise<void>;
};

/** Runs one of the serving programs, and waits until it listens. */
export async function startProgram(
  name: string,
  program: string,
  args: readonly string[],
): Promise<ChildServer> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: plainEnvironment(),
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const { urls } = await firstLine(child.stdout);
  return {
    name,
    urls,
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

async function firstLine(output: NodeJS.ReadableStream): Promise<Serving> {
  for await (const line of createInterface({ input: output })) return JSON.parse(line);
  throw new Error('the server ended before it listened');
}
