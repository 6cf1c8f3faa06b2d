import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bindToUs } from '../measure/bound-child.ts';
import { plainEnvironment } from '../measure/environment.ts';
import { curl } from '../peers/curl.ts';
import { NAMES_INSIDE, TSX } from '../project.ts';
import type { Inside } from './names-inside.ts';
import type { Section, Setting, Workload } from './workload.ts';

/**
 * Many hosts by their names. All of it runs in a network and with files of its own, so that Overlap and curl ask the same
 * name server in the same way: the system's.
 */
export const names: Workload = { letter: 'F', title: 'names', run };

const OWN = ['--map-root-user', '--net', '--mount'];

const FILES = {
  '/etc/resolv.conf': 'nameserver 127.0.0.1\n',
  '/etc/nsswitch.conf': 'hosts: files dns\n',
  '/etc/hosts': '127.0.0.1 localhost\n127.0.0.1 listed.test\n',
};

async function run(setting: Setting): Promise<Section> {
  if (spawnSync('unshare', [...OWN, 'true']).status !== 0) return notRun();
  const mounts = Object.entries(FILES).map(([path, content], index) => {
    const own = join(setting.scratch, `own-file-${index}`);
    writeFileSync(own, content);
    return `mount --bind '${own}' '${path}'`;
  });
  const script = ['set -e', 'ip link set lo up', ...mounts, 'exec "$@"'].join('\n');
  const inside: Inside = {
    scratch: setting.scratch,
    programs: setting.programs,
    quick: setting.quick,
    hasCurl: setting.has(curl),
  };
  const program = [process.execPath, '--import', TSX, NAMES_INSIDE, JSON.stringify(inside)];
  const child = spawn('unshare', [...OWN, 'bash', '-c', script, 'bash', ...program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: plainEnvironment(),
  });
  bindToUs(child);
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`the workload of names ended with ${String(code)}`);
  const section: Section = JSON.parse(printed);
  return section;
}

function notRun(): Section {
  const why = 'No network of its own may be made here (unshare), so nothing was measured.';
  return { notes: [why], table: { columns: ['measured'], rows: [['nothing']] }, targets: [] };
}
