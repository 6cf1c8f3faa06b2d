/** A name server that never answers for some names: those alone fail, and all else goes on meanwhile. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mayHaveOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('process-without-names.ts', import.meta.url));
const files = temporaryFolder();

const HEALTHY = 30;

/** Milliseconds that a name is waited for. */
const PATIENCE = 4000;

/** What the system itself waits for: longer, or less long, and then it says no more than that it cannot tell. */
const LONG = 'timeout:30 attempts:1';
const SHORT = 'timeout:1 attempts:1';

/** Half as many names, or more, are silent as there are slots. */
const SHAPES = [
  ...['own', 'system'].flatMap((resolver) => [
    { resolver, options: LONG, strategy: 'sequential', silent: 1, silentFirst: false },
    { resolver, options: LONG, strategy: 'async:40', silent: 30, silentFirst: true },
    { resolver, options: LONG, strategy: 'threads:12', silent: 10, silentFirst: true },
    { resolver, options: LONG, strategy: 'hybrid:2x20', silent: 30, silentFirst: true },
  ]),
  { resolver: 'system', options: SHORT, strategy: 'async:40', silent: 30, silentFirst: true },
];

describe.runIf(mayHaveOwnNetwork()).concurrent('in a network of its own (unshare)', () => {
  test.each(SHAPES)('$resolver, $options, $strategy', { timeout: 60_000 }, async (shape) => {
    const { resolver, options, strategy, silent, silentFirst } = shape;
    const name = `${resolver}-${strategy}-${options.replace(/\W+/gu, '-')}`;
    const resolv = await files.write(`${name}.conf`, `nameserver 127.0.0.1\noptions ${options}\n`);
    const [output, folder] = [files.path(`${name}.jsonl`), files.path(name)];
    const flags = [
      '--per-host',
      'unlimited',
      '--connect-timeout',
      `${PATIENCE}ms`,
      '--retries',
      '0',
      '--quiet',
    ];
    const argv = ['--strategy', strategy, '--resolver', resolver, ...flags];
    const setting = { argv, output, folder, silent, silentFirst, healthy: HEALTHY, named: true };
    const printed = await runInOwnNetwork(PROGRAM, [], JSON.stringify(setting), {
      '/etc/resolv.conf': resolv,
    });
    const { code, written, lasted, asked, failed, codes } = JSON.parse(printed);
    expect({ code, failed, codes }).toEqual({ code: 2, failed: silent, codes: ['"code":"dns_timeout"'] });
    expect(asked).toBeGreaterThan(0);
    // However slowly it started: the files were written long before the last name was given up.
    expect(lasted - written).toBeGreaterThan(options === LONG ? PATIENCE / 2 : PATIENCE / 8);
    // A look-up that the system still makes is not waited for.
    expect(lasted - written).toBeLessThan(PATIENCE + 4000);
  });
});
