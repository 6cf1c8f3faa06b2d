import { rm, symlink, utimes } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SystemFiles, type SystemPaths } from '../../../src/names/system/system-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

async function setUp(name: string) {
  const clock = { now: 1_000_000 };
  const paths: SystemPaths = {
    resolvConf: await folder.write(`${name}-resolv.conf`, 'nameserver 192.0.2.1\n'),
    nsswitch: await folder.write(`${name}-nsswitch.conf`, 'hosts: files dns\n'),
    hosts: await folder.write(`${name}-hosts`, '192.0.2.7 a.example\n'),
    mdnsAllow: folder.path(`${name}-mdns.allow`),
  };
  return { clock, paths, files: new SystemFiles(() => clock.now, paths) };
}

test('the files are read, and read again when they have changed, five seconds later', async () => {
  const { clock, paths, files } = await setUp('changed');
  expect(files.resolvConf.servers).toEqual(['192.0.2.1:53']);
  expect(files.hosts.get('a.example')).toEqual([{ address: '192.0.2.7', family: 4 }]);
  await folder.write('changed-resolv.conf', 'nameserver 192.0.2.22\n');
  await utimes(paths.resolvConf, 1, 1);
  clock.now += 4999;
  expect(files.resolvConf.servers).toEqual(['192.0.2.1:53']);
  clock.now += 1;
  expect(files.resolvConf.servers).toEqual(['192.0.2.22:53']);
});

test('files that are missing stand for what the system does without them', async () => {
  const { clock, paths, files } = await setUp('missing');
  expect(files.resolvConf.servers).toHaveLength(1);
  await Promise.all([rm(paths.resolvConf), rm(paths.nsswitch), rm(paths.hosts)]);
  clock.now += 5000;
  expect(files.resolvConf.servers).toEqual(['127.0.0.1:53', '[::1]:53']);
  expect(files.hosts.size).toBe(0);
});

test('what cannot be read leaves all to the system, until it can', async () => {
  const { clock, paths } = await setUp('unreadable');
  const files = new SystemFiles(() => clock.now, { ...paths, nsswitch: folder.path('.') });
  expect(files.ownIsUsual).toBe(false);
  expect(files.choose('a.example')).toBe('system');
});

test('a file that may not even be looked at is one that cannot be read', async () => {
  const { clock, paths } = await setUp('hidden');
  // Too many links, for root as for everybody.
  const loop = folder.path('loop');
  await symlink(loop, loop);
  const files = new SystemFiles(() => clock.now, { ...paths, resolvConf: loop, hosts: loop });
  expect(files.choose('a.example')).toBe('system');
  expect(files.hosts.size).toBe(0);
});

test.runIf(process.platform === 'linux')('usual files let our own resolver answer', async () => {
  const { files } = await setUp('usual');
  expect(files.ownIsUsual).toBe(true);
  expect(files.choose('a.example')).toBe('own');
  expect(files.choose('single')).toBe('system');
});
