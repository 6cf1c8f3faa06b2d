import { rename, stat, unlink } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Held until it is released, or until the process ends in whatever way. */
export type Lock = {
  release(): Promise<void>;
};

/**
 * Takes a name for this process, among all processes of this machine. The lock is a socket that listens: the system
 * itself lets go of it when the process dies, so that a killed run never leaves a lock behind.
 * @param name fit for a file's name, and short
 * @returns undefined if somebody else holds it
 */
export async function acquireLock(
  name: string,
  platform: string = process.platform,
): Promise<Lock | undefined> {
  const { address, isFile } = addressOf(name, platform);
  let server = await listen(address);
  if (!server && isFile && (await removeStale(address))) server = await listen(address);
  if (!server) return undefined;
  // A lock alone keeps no process alive.
  const held = server.unref();
  return { release: () => new Promise((resolve) => held.close(() => resolve())) };
}

function addressOf(name: string, platform: string): { readonly address: string; readonly isFile: boolean } {
  const key = `overlap-${name}`;
  switch (platform) {
    case 'linux':
      // unix(7), "abstract": a name that has no file, and ends with its socket.
      return { address: `\0${key}`, isFile: false };
    case 'win32':
      return { address: `\\\\.\\pipe\\${key}`, isFile: false };
    default:
      return { address: join(tmpdir(), `${key}.sock`), isFile: true };
  }
}

/**
 * Removes the file of a socket whose process is dead, at which nobody answers. Somebody else may do the same at this
 * moment, and listen there already: hence it is moved first, and looked at again.
 * @returns whether it is gone
 */
async function removeStale(address: string): Promise<boolean> {
  const aside = `${address}.${process.pid}`;
  try {
    const { ino } = await stat(address);
    if (await answers(address)) return false;
    await rename(address, aside);
    if ((await stat(aside)).ino === ino) {
      await unlink(aside);
      return true;
    }
    await rename(aside, address);
    return false;
  } catch {
    // It went away meanwhile: whoever removed it comes first.
    return false;
  }
}

/** @returns undefined if the address is taken */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
