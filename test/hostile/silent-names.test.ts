/** A name server that never answers: the system's resolver keeps its threads, and all else goes on meanwhile. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mayHaveOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('process-without-names.ts', import.meta.url));
const files = temporaryFolder();

const HEALTHY = 30;

/** Milliseconds that a name is waited for; the system itself takes longer. */
const PATIENCE = 5000;

/** More names than the system looks up at once, where there is room for them beside what is answered. */
const SHAPES = [
  { strategy: 'sequential', silent: 1, silentFirst: false },
  { strategy: 'async:40', silent: 30, silentFirst: true },
  { strategy: 'threads:12', silent: 10, silentFirst: true },
  { strategy: 'hybrid:2x20', silent: 30, silentFirst: true },
];

describe.runIf(mayHaveOwnNetwork()).concurrent('in a network of its own (unshare)', () => {
  test.each(SHAPES)('$strategy', { timeout: 60_000 }, async ({ strategy, silent, silentFirst }) => {
    const resolv = await files.write(
      `${strategy}.conf`,
      'nameserver 127.0.0.1\noptions timeout:6 attempts:1\n',
    );
    const [output, folder] = [files.path(`${strategy}.jsonl`), files.path(strategy)];
    const flags = [
      '--per-host',
      'unlimited',
      '--connect-timeout',
      `${PATIENCE}ms`,
      '--retries',
      '0',
      '--quiet',
    ];
    const argv = ['--strategy', strategy, ...flags];
    const setting = { argv, output, folder, silent, silentFirst, healthy: HEALTHY };
    const printed = await runInOwnNetwork(PROGRAM, [], JSON.stringify(setting), resolv);
    const { code, written, asked, failed, codes } = JSON.parse(printed);
    expect({ code, failed, codes }).toEqual({ code: 2, failed: silent, codes: ['"code":"dns_timeout"'] });
    expect(asked).toBeGreaterThan(0);
    expect(written).toBeLessThan(PATIENCE);
  });
});
