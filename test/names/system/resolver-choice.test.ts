import { describe, expect, test } from 'vitest';
import { parseNsswitch } from '../../../src/names/system/nsswitch.ts';
import { NO_RESOLV_CONF } from '../../../src/names/system/resolv-conf.ts';
import { chooseResolver, ownIsUsual, type SystemFacts } from '../../../src/names/system/resolver-choice.ts';

const USUAL: SystemFacts = {
  platform: 'linux',
  hasVariables: false,
  resolvConf: NO_RESOLV_CONF,
  sources: parseNsswitch('hosts: files dns'),
  hasMdnsAllow: false,
  hostName: 'me.example',
};

function chosen(host: string, facts: SystemFacts = USUAL): string {
  return chooseResolver(host, ownIsUsual(facts), facts);
}

describe('our own resolver', () => {
  test.each(['a.example', 'a.example.', 'local.example', 'me.example'])('looks up %s', (host) => {
    expect(chosen(host)).toBe('own');
  });

  test.each(['single', 'single.', 'printer.local', 'printer.local.', 'a%b.example', String.raw`a\b.example`])(
    'leaves %s to the system',
    (host) => {
      expect(chosen(host)).toBe('system');
    },
  );

  test.each<[string, Partial<SystemFacts>]>([
    ['macOS', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
    ['variables of the environment', { hasVariables: true }],
    ['a resolv.conf with something unusual', { resolvConf: { ...NO_RESOLV_CONF, isUnusual: true } }],
    ['a resolv.conf that cannot be read', { resolvConf: undefined }],
    ['an nsswitch.conf that cannot be read', { sources: undefined }],
    ['systemd', { sources: parseNsswitch('hosts: mymachines files resolve [!UNAVAIL=return] dns') }],
    ['NIS', { sources: parseNsswitch('hosts: files nis dns') }],
    ['the file alone', { sources: parseNsswitch('hosts: files') }],
    ['the name servers first', { sources: parseNsswitch('hosts: dns files') }],
    ['the file only as long as it knows', { sources: parseNsswitch('hosts: files [NOTFOUND=return] dns') }],
    ['mdns.allow', { sources: parseNsswitch('hosts: files mdns dns'), hasMdnsAllow: true }],
  ])('leaves all to the system for %s', (_name, facts) => {
    expect(chosen('a.example', { ...USUAL, ...facts })).toBe('system');
  });

  test('takes what multicast passes over', () => {
    const sources = parseNsswitch('hosts: files mdns4_minimal [NOTFOUND=return] dns mdns4');
    expect(chosen('a.example', { ...USUAL, sources })).toBe('own');
  });

  test('leaves the machine its own names where that knows them', () => {
    const facts = { ...USUAL, sources: parseNsswitch('hosts: files dns myhostname') };
    expect(chosen('a.example', facts)).toBe('own');
    for (const host of ['me.example', 'a.localhost', 'me.localdomain']) {
      expect(chosen(host, facts)).toBe('system');
    }
  });
});
