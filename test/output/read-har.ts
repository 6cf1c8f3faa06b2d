import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import type { HarEntry } from '../../src/output/har-entry.ts';
import type { HarPage } from '../../src/output/har.ts';

type Har = {
  readonly log: {
    readonly version: string;
    readonly creator: { readonly name: string; readonly version: string };
    readonly pages: readonly HarPage[];
    readonly entries: readonly HarEntry[];
  };
};

const require = createRequire(import.meta.url);
const schemas: Readonly<Record<string, object>> = require('har-schema');
const draft6: object = require('ajv/dist/refs/json-schema-draft-06.json');

// The schema has words of its own, such as "optional".
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addMetaSchema(draft6);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);
const isHar = ajv.compile<Har>({ $ref: 'har.json#' });

/** Reads an HTTP archive, and expects it to be one by the schema and by what the schema cannot say. */
export function readHar(text: string): Har['log'] {
  const har: unknown = JSON.parse(text);
  if (!isHar(har)) throw new Error(`not a HAR: ${ajv.errorsText(isHar.errors)}`);
  const { version, pages, entries } = har.log;
  expect(version).toBe('1.2');
  const ids = pages.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { pageref, time, timings } of entries) {
    if (pageref !== undefined) expect(ids).toContain(pageref);
    const { blocked, dns, connect, send, wait, receive, ssl } = timings;
    const parts = [blocked, dns, connect, send, wait, receive];
    const known = parts.filter((part) => part !== -1);
    for (const part of known) expect(part).toBeGreaterThanOrEqual(0);
    for (const part of [send, wait, receive]) expect(part).toBeGreaterThanOrEqual(0);
    expect(ssl).toBeLessThanOrEqual(connect);
    expect(known.reduce((sum, part) => sum + part, 0)).toBeCloseTo(time, 2);
  }
  return har.log;
}
