import { expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { nameOptions } from '../../src/options/name-options.ts';
import type { FetchOptions } from '../../src/options/options.ts';

/** Options as a program without types may give them. */
const untyped = (json: string): FetchOptions => JSON.parse(json);

test('the resolver is chosen by the name, with the hosts file, unless something else is said', () => {
  expect(nameOptions({}, 10)).toEqual({
    resolver: 'auto',
    dnsServer: undefined,
    hostsFile: true,
    patience: 10,
  });
  expect(nameOptions({ resolver: 'own', dnsServer: '::1', hostsFile: false }, 20)).toEqual({
    resolver: 'own',
    dnsServer: '[::1]:53',
    hostsFile: false,
    patience: 20,
  });
});

test.each([
  ['{"resolver":"mine"}', 'resolver is "mine"; it may be own, system, auto'],
  ['{"hostsFile":"no"}', 'hostsFile is "no"; it must be true or false'],
  ['{"resolver":"system","dnsServer":"1.1.1.1"}', "the system's resolver asks name servers of its own"],
  ['{"resolver":"system","hostsFile":false}', "the system's resolver always reads the hosts file"],
])('%s is refused', (json, message) => {
  expect(() => nameOptions(untyped(json), 10)).toThrow(UsageError);
  expect(() => nameOptions(untyped(json), 10)).toThrow(message);
});
