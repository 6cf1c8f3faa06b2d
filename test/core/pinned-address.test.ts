import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { ipAddress, parsePinnedAddress } from '../../src/core/pinned-address.ts';

describe('parsePinnedAddress', () => {
  test.each([
    ['a.example:443:127.0.0.1', 'a.example:443', ['127.0.0.1']],
    ['A.Example:080:10.0.0.1,::1,[fe80::1]', 'a.example:80', ['10.0.0.1', '::1', 'fe80::1']],
    ['b\u00fccher.example:80:::1', 'xn--bcher-kva.example:80', ['::1']],
    ['*:80:127.0.0.1', '*:80', ['127.0.0.1']],
    ['[::1]:80:127.0.0.1', '[::1]:80', ['127.0.0.1']],
  ])('%s', (text, endpoint, addresses) => {
    const pinned = parsePinnedAddress(text);
    expect(pinned.endpoint).toBe(endpoint);
    expect(pinned.addresses.map(({ address }) => address)).toEqual(addresses);
    expect(pinned.addresses.every(({ address, family }) => family === (address.includes(':') ? 6 : 4))).toBe(
      true,
    );
  });

  test.each([
    '',
    'a.example',
    'a.example:443',
    'a.example:443:',
    'a.example:443:b.example',
    'a.example:443:127.0.0.1,',
    'a.example:65536:127.0.0.1',
    'a.example:0:127.0.0.1',
    'a.example::127.0.0.1',
    ':443:127.0.0.1',
    'a b:443:127.0.0.1',
    'u@a.example:443:127.0.0.1',
    'a.example:443:[127.0.0.1]',
  ])('refuses %j', (text) => {
    expect(() => parsePinnedAddress(text)).toThrow(UsageError);
    expect(() => parsePinnedAddress(text)).toThrow(
      `the pinned address is ${JSON.stringify(text)}; write HOST:PORT:ADDRESS`,
    );
  });
});

test('ipAddress takes addresses alone', () => {
  expect(ipAddress('[::1]')).toEqual({ address: '::1', family: 6 });
  expect(['localhost', '1.2.3', '0x7f.1', '[1.2.3.4]', ''].map(ipAddress)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});
