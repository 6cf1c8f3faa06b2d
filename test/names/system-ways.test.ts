/** Which resolver is chosen under the files that systems have, and that both give the same addresses. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ResolverChoice } from '../../src/core/names.ts';
import { mayHaveOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Setting } from './process-with-own-files.ts';

const PROGRAM = fileURLToPath(new URL('process-with-own-files.ts', import.meta.url));
const files = temporaryFolder();

/** What a system says of names; the rest is as usual. */
type System = { readonly resolv?: string; readonly nsswitch?: string; readonly hosts?: string };

const USUAL = {
  resolv: 'nameserver 127.0.0.1\n',
  nsswitch: 'hosts: files dns\n',
  hosts: '127.0.0.1 localhost\n127.0.0.9 listed.test short\n::9 listed.test\n',
};

const ZONE: Setting['zone'] = {
  'both.test': ['127.0.0.5', '::5'],
  'four.test': ['127.0.0.6'],
  'nothing.test': [],
  'short.corp.test': ['127.0.0.7'],
  'a.b.corp.test': ['127.0.0.8'],
};

let runs = 0;

async function lookUp(hosts: readonly string[], system: System = {}, resolver: ResolverChoice = 'auto') {
  const run = (runs += 1);
  const { resolv, nsswitch, hosts: listed } = { ...USUAL, ...system };
  const mounts = {
    '/etc/resolv.conf': await files.write(`resolv-${run}`, resolv),
    '/etc/nsswitch.conf': await files.write(`nsswitch-${run}`, nsswitch),
    '/etc/hosts': await files.write(`hosts-${run}`, listed),
  };
  const setting: Setting = { resolver, hosts, zone: ZONE };
  const printed = await runInOwnNetwork(PROGRAM, [], JSON.stringify(setting), mounts);
  const { found }: { found: Record<string, string> } = JSON.parse(printed);
  return found;
}

describe.runIf(mayHaveOwnNetwork()).concurrent('with files of its own (unshare)', { timeout: 30_000 }, () => {
  test('usual files let our own resolver answer, but for single labels and .local', async () => {
    expect(await lookUp(['four.test', 'gone.test', 'listed.test', 'single', 'printer.local'])).toEqual({
      'four.test': 'own: 127.0.0.6',
      'gone.test': 'own: not_found',
      'listed.test': 'nobody: 127.0.0.9 ::9',
      single: 'system: not_found',
      'printer.local': 'system: not_found',
    });
  });

  test.each([
    ['an option that only the system knows', { resolv: `${USUAL.resolv}options inet6\n` }],
    ['a source that only the system knows', { nsswitch: 'hosts: files resolve [!UNAVAIL=return] dns\n' }],
    ['the name servers before the file', { nsswitch: 'hosts: dns files\n' }],
    ['criteria of its own', { nsswitch: 'hosts: files dns [NOTFOUND=continue UNAVAIL=return]\n' }],
  ])('%s lets the system answer', async (_name, system) => {
    const found = await lookUp(['four.test'], system);
    expect(found['four.test']).toBe('system: 127.0.0.6');
  });

  test.each([
    ['Debian', 'hosts: files mdns4_minimal [NOTFOUND=return] dns\n'],
    ['a machine that knows its own name', 'hosts: files myhostname dns\n'],
    ['a file without the line', 'passwd: files\n'],
  ])('the ways of %s let our own answer', async (_name, nsswitch) => {
    expect(await lookUp(['four.test'], { nsswitch })).toEqual({ 'four.test': 'own: 127.0.0.6' });
  });

  test('both give the same addresses', async () => {
    const hosts = ['both.test', 'four.test', 'nothing.test', 'gone.test', 'listed.test', 'short', 'a.b'];
    const system = { resolv: `${USUAL.resolv}search corp.test\noptions ndots:2 timeout:1 attempts:1\n` };
    const [own, theirs] = await Promise.all([lookUp(hosts, system, 'own'), lookUp(hosts, system, 'system')]);
    const addresses = (found: Record<string, string>) =>
      Object.values(found).map((each) => each.split(': ')[1]);
    expect(addresses(own)).toEqual([
      '127.0.0.5 ::5',
      '127.0.0.6',
      'not_found',
      'not_found',
      '127.0.0.9 ::9',
      '127.0.0.9',
      '127.0.0.8',
    ]);
    expect(addresses(theirs)).toEqual(addresses(own));
  });

  test('a name server that is not there is followed by the next one', async () => {
    const resolv = 'nameserver 127.0.0.77\nnameserver 127.0.0.1\n';
    expect(await lookUp(['four.test'], { resolv })).toEqual({ 'four.test': 'own: 127.0.0.6' });
  });
});
