import { expect, test } from 'vitest';
import { nearestName, requireKnownKeys } from '../../src/options/known-keys.ts';
import { UsageError } from '../../src/core/errors.ts';

const KNOWN = { concurrency: true, perHost: true, url: true };

test.each([
  ['concurency', 'did you mean concurrency?'],
  ['perhost', 'did you mean perHost?'],
  ['ur', 'did you mean url?'],
  ['x', 'there are concurrency, perHost, url'],
  ['toString', 'there are concurrency, perHost, url'],
  ['__proto__', 'there are concurrency, perHost, url'],
])('%s is none of them', (key, hint) => {
  const object: object = JSON.parse(`{${JSON.stringify(key)}: 1}`);
  expect(() => requireKnownKeys(object, KNOWN, 'the options')).toThrow(
    new UsageError(`the options have no ${key}; ${hint}`),
  );
});

test('what an object inherits is not its own', () => {
  const object: object = Object.create({ inherited: 1 }, { url: { value: 1, enumerable: true } });
  expect(() => requireKnownKeys(object, KNOWN, 'requests')).not.toThrow();
});

test('a name is near with two letters wrong at most, and half of them right', () => {
  expect(nearestName('fecth', ['compare', 'fetch'])).toBe('fetch');
  expect(nearestName('abc', ['xyc'])).toBeUndefined();
});
