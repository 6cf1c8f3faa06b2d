import { open } from 'node:fs/promises';

/** Makes the names in a folder outlast a loss of power, as a file's own `sync` does for its content. Not every system can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {}
}
