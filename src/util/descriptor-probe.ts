import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { errorCode } from './error-code.ts';

/** Whether a call failed because the process, or the whole system, may open nothing more. */
export function isOutOfDescriptors(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'EMFILE' || code === 'ENFILE';
}

/** Opens what holds a descriptor and nothing else; undefined if there is none left. */
export function openNothing(): number | undefined {
  try {
    return openSync(devNull, 'r');
  } catch {
    return undefined;
  }
}

/** Whether the process could open so many more at this moment. For the way of a shortage only: each is tried. */
export function hasDescriptors(count: number): boolean {
  const opened: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const descriptor = openNothing();
    if (descriptor !== undefined) opened.push(descriptor);
  }
  for (const descriptor of opened) closeSync(descriptor);
  return opened.length === count;
}
