import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { familyOfAddress, ipFamily } from '../../src/util/ip-family.ts';

test.each([
  '127.0.0.1',
  '1.2.3',
  '::',
  '::1',
  '2001:db8::1',
  '::ffff:1.2.3.4',
  '1:2:3:4:5:6:7:8',
  'a:b',
  ':',
  '',
  'x',
])('%s is what Node takes it for', (text) => {
  expect(ipFamily(text)).toBe(isIP(text));
});

test('an address is of the family that Node tells; with a zone it is none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      expect(ipFamily(address)).toBe(isIP(address));
      expect(familyOfAddress(address)).toBe(isIP(address));
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'f', ':', '::', '.', 'g') }),
      (text) => {
        expect(ipFamily(text)).toBe(isIP(text));
      },
    ),
  );
  expect(ipFamily('fe80::1%eth0')).toBe(0);
});
