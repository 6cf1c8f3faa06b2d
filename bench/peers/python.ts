import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Peer } from './peer.ts';

const SCRIPT = fileURLToPath(new URL('article.py', import.meta.url));

/** The system's own Python has the distribution's packages, whatever stands before it on PATH. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

type Installation = { readonly python: string; readonly version: string };

/** One of the ways in article.py, on the first Python that has its module. */
function way(name: string, wayName: string, module: string): Peer {
  let known: Installation | undefined;
  const installation = (): Installation | undefined => (known ??= installationOf(module));
  return {
    name,
    debianPackage: `python3-${module}`,
    find: () => installation()?.version,
    prepare: ({ list, inFlight }) => ({
      file: installation()?.python ?? 'python3',
      args: [SCRIPT, wayName, list, String(inFlight)],
    }),
    read: (stdout) => {
      const { done, own }: { done: number; own: number } = JSON.parse(readFileSync(stdout, 'utf8'));
      return { done, own };
    },
  };
}

function installationOf(module: string): Installation | undefined {
  const code = `import ${module}, platform; print(${module}.__version__, 'on Python', platform.python_version())`;
  for (const python of INTERPRETERS) {
    const { status, stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return undefined;
}

export const pythonSequential = way('Python requests, sequential', 'one_after_another', 'requests');
export const pythonThreads = way('Python requests, a thread each', 'a_thread_each', 'requests');
export const pythonHttpx = way('Python httpx, gather', 'gathered_httpx', 'httpx');
export const pythonAiohttp = way('Python aiohttp, gather', 'gathered_aiohttp', 'aiohttp');
