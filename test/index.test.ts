import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from '../src/core/version.ts';
import * as overlap from '../src/index.ts';

test('the public names are these', () => {
  expect(Object.keys(overlap).toSorted()).toEqual([
    'FAILURE_CODES',
    'UsageError',
    'compare',
    'fetchAll',
    'gather',
  ]);
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(version);
});
