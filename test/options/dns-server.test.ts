import { expect, test } from 'vitest';
import { parseDnsServer } from '../../src/options/dns-server.ts';
import { UsageError } from '../../src/core/errors.ts';

test.each([
  ['1.1.1.1', '1.1.1.1:53'],
  ['1.1.1.1:5353', '1.1.1.1:5353'],
  ['::1', '[::1]:53'],
  ['[::1]', '[::1]:53'],
  ['[::1]:5353', '[::1]:5353'],
])('%s is %s', (text, server) => {
  expect(parseDnsServer(text)).toBe(server);
});

test.each([
  '',
  'dns.example',
  '1.1.1.1:',
  '1.1.1.1:0',
  '1.1.1.1:65536',
  '1.1.1:53',
  '[1.1.1.1]:53',
  '1.1.1.1:53:53',
])('refuses %j', (text) => {
  expect(() => parseDnsServer(text)).toThrow(UsageError);
  expect(() => parseDnsServer(text)).toThrow('it must be an address');
});
