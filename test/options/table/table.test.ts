import { readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import { OPTION_TYPES, optionTypes } from '../../../scripts/option-types.ts';
import { optionsPage } from '../../../scripts/options-page.ts';
import { rowComments } from '../../../scripts/row-comments.ts';
import { FETCH_FLAGS } from '../../../src/cli/flags/command-flags.ts';
import { comparePolicyOf } from '../../../src/compare/policy.ts';
import { VERSION } from '../../../src/core/version.ts';
import { transportOptions } from '../../../src/http/transport-options.ts';
import { resolveOptions } from '../../../src/options/resolved-options.ts';
import type { FetchOptions, PerHost, TlsOptions } from '../../../src/options/options.ts';
import { flatRows } from '../../../src/options/table/flat-rows.ts';
import type { PER_HOST } from '../../../src/options/table/per-host.ts';
import type { GivenOf } from '../../../src/options/table/resolve-rows.ts';
import { settingName } from '../../../src/options/table/setting-name.ts';
import { OPTIONS } from '../../../src/options/table/table.ts';
import type { TLS } from '../../../src/options/table/tls.ts';
import { DEFAULT_CONCURRENCY } from '../../../src/strategies/contender.ts';

const comments = await rowComments();

/** A default as a comment writes it; undefined for one that words describe. */
function written(value: unknown): string | undefined {
  if (typeof value === 'string') return `'${value.replace(VERSION, '<version>')}'`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const rows = flatRows();
const withDefault = rows.flatMap(({ name, row }) => {
  const standard = written(row.default);
  return standard === undefined ? [] : [{ name, standard }];
});
const shown = rows.flatMap(({ name, row }) => {
  const { flag, shownDefault, kind } = row;
  const isRead = shownDefault !== undefined && flag?.default === undefined && kind.parse;
  return isRead ? [{ name, shownDefault, parse: kind.parse, standard: row.default }] : [];
});
const withFlag = rows.flatMap(({ name, row }) => (row.flag ? [{ name, flag: row.flag }] : []));

test.each(rows)('$name says what it is', ({ name }) => {
  expect(comments.get(name)?.text).toMatch(/\.$/u);
});

test.each(withDefault)('$name says its default, $standard', ({ name, standard }) => {
  expect(comments.get(name)?.default).toBe(standard);
});

test.each(shown)('$name is shown as $shownDefault, which reads as its default', (row) => {
  expect(row.parse(row.shownDefault)).toBe(row.standard);
});

test.each(withFlag)('the flag of $name stands once in the help, under its heading', ({ flag }) => {
  const group = FETCH_FLAGS.find(({ heading }) => heading === `${flag.heading}:`);
  expect(group?.flags.filter(({ flags }) => flags === flag.flags)).toHaveLength(1);
});

test('no two flags have one name, nor two settings', () => {
  const names = withFlag.map(({ flag }) => settingName(flag.flags).file);
  expect(new Set(names).size).toBe(names.length);
  expect(settingName('--no-follow')).toEqual({ file: 'follow', environment: 'OVERLAP_FOLLOW' });
  expect(settingName('-c, --max-head <SIZE>')).toEqual({
    file: 'max-head',
    environment: 'OVERLAP_MAX_HEAD',
  });
});

test('the transport is told what it reads, and whether bodies are kept', () => {
  const read = Object.entries(OPTIONS).filter(([, { usedBy }]) =>
    usedBy.some((part) => part === 'transport'),
  );
  const names = read.map(([name]) => (name === 'body' ? 'keepBody' : name));
  expect(Object.keys(transportOptions(resolveOptions({}))).toSorted()).toEqual(names.toSorted());
});

test('compare has the defaults of its own that the help names', () => {
  const { retries, hostFailures } = comparePolicyOf({});
  const own = [
    ['retries', String(retries)],
    ['hostFailures', String(hostFailures)],
  ];
  const named = withFlag.flatMap(({ name, flag }) => (flag.inCompare ? [[name, flag.inCompare]] : []));
  expect(own).toEqual(named);
});

test('the concurrency that the help names is the one that counts', () => {
  expect(OPTIONS.concurrency.flag?.default).toBe(String(DEFAULT_CONCURRENCY));
});

// Both are made anew by npm run options.
test('the reference is what the table makes', async () => {
  const page = readFileSync(new URL('../../../docs/options.md', import.meta.url), 'utf8');
  expect(page).toBe(await optionsPage());
});

test('the types are what the table makes, and what its rows take', async () => {
  expect(readFileSync(OPTION_TYPES, 'utf8')).toBe(await optionTypes());
  expectTypeOf<FetchOptions>().toEqualTypeOf<GivenOf<typeof OPTIONS>>();
  expectTypeOf<PerHost>().toEqualTypeOf<GivenOf<typeof PER_HOST>>();
  expectTypeOf<TlsOptions>().toEqualTypeOf<GivenOf<typeof TLS>>();
});
