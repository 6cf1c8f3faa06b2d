import { cpus, release, totalmem, type } from 'node:os';
import type { Census } from '../peers/all.ts';

/** What the figures were taken on and against. */
export function describeMachine({ found, missing }: Census): string {
  const processors = cpus();
  const machine = [
    `${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'})`,
    `${(totalmem() / 1e9).toFixed(0)} GB`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
  ];
  const lines = [`Machine: ${machine.join(', ')}.`];
  if (found.size > 0) {
    lines.push(`Peers: ${[...found].map(([name, version]) => `${name} (${version})`).join(', ')}.`);
  }
  if (missing.length > 0) {
    const packages = new Set(missing.map(({ debianPackage }) => debianPackage));
    lines.push(
      `Not found: ${missing.map(({ name }) => name).join(', ')}. On Debian: apt install ${[...packages].join(' ')}`,
    );
  }
  return lines.join('\n\n');
}
