import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extensionOf } from '../../../src/http/body/media-type.ts';

test.each([
  ['text/html', 'html'],
  ['Text/HTML; charset=utf-8', 'html'],
  [' image/jpeg ;q=1', 'jpg'],
  ['application/vnd.api+json', 'json'],
  ['application/octet-stream', undefined],
  ['html', undefined],
  ['', undefined],
  ['constructor', undefined],
])('the extension of %j is %s', (type, extension) => {
  expect(extensionOf(type)).toBe(extension);
});

test('no type makes more of an extension than a few letters and digits', () => {
  const pieces = fc.constantFrom(
    'text/',
    'html',
    '../../',
    '/etc',
    '+xml',
    '+json',
    '\u0000',
    ';',
    '.',
    'a',
    ' ',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((each) => each.join('')),
  );
  fc.assert(
    fc.property(text, (type) => {
      expect(extensionOf(type) ?? 'none').toMatch(/^[a-z0-9]{2,11}$/);
    }),
  );
});
