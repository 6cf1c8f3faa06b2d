import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_RESOLV_CONF, parseResolvConf } from '../../../src/names/system/resolv-conf.ts';

test('an empty file means a name server on this machine', () => {
  expect(parseResolvConf('', 'me')).toEqual(NO_RESOLV_CONF);
  expect(parseResolvConf('# nothing\n; at all\n\n', 'me')).toEqual(NO_RESOLV_CONF);
});

test('everything that it may say is read', () => {
  const text = [
    'domain ignored.example',
    'search Corp.Example. lab.example',
    'nameserver 192.0.2.1',
    'nameserver 2001:db8::1',
    '\tnameserver 192.0.2.3 # the third',
    'nameserver 192.0.2.4',
    'options ndots:3 timeout:4 attempts:5 rotate edns0 trust-ad',
  ].join('\n');
  expect(parseResolvConf(text)).toEqual({
    servers: ['192.0.2.1:53', '[2001:db8::1]:53', '192.0.2.3:53'],
    search: ['corp.example', 'lab.example'],
    ndots: 3,
    timeout: 4000,
    attempts: 5,
    rotate: true,
    isUnusual: false,
  });
});

test('where nothing is said of domains, the one of this machine is searched', () => {
  expect(parseResolvConf('', 'me.Corp.example').search).toEqual(['corp.example']);
  expect(parseResolvConf('search .', 'me.corp.example').search).toEqual([]);
  expect(parseResolvConf('search other.example', 'me.corp.example').search).toEqual(['other.example']);
});

test.each([
  ['options ndots:99 timeout:99 attempts:0', { ndots: 15, timeout: 30_000, attempts: 1 }],
  ['options attempts:99', { attempts: 5 }],
  ['options ndots:x timeout:0', { ndots: 0, timeout: 1000 }],
  ['domain only.example other.example', { search: ['only.example'] }],
  ['search .', { search: [] }],
])('%s is kept within bounds', (text, expected) => {
  expect(parseResolvConf(text)).toMatchObject(expected);
});

test.each([
  'options inet6',
  'options use-vc',
  'sortlist 192.0.2.0/24',
  'lookup file bind',
  'nameserver fe80::1%eth0',
  'nameserver dns.example',
  'anything else',
])('%s is unusual', (line) => {
  expect(parseResolvConf(`nameserver 192.0.2.1\n${line}\n`).isUnusual).toBe(true);
});

test('any text can be read, and leaves a server to ask', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseResolvConf(text).servers.length).toBeGreaterThan(0);
    }),
  );
});
