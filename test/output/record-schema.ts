import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

type ObjectSchema = { readonly properties: Readonly<Record<string, unknown>> };

/** As far as the tests look into it. */
type RecordSchema = {
  readonly $defs: Readonly<Record<'response' | 'failure' | 'redirect' | 'try' | 'timings', ObjectSchema>> & {
    readonly failureCode: { readonly oneOf: readonly { readonly const: string }[] };
  };
};

/** The schema that is shipped. */
export const recordSchema: RecordSchema = JSON.parse(
  readFileSync(new URL('../../schema/record.schema.json', import.meta.url), 'utf8'),
);

// A strict validator also refuses keywords that mean nothing where they stand. The form of a date is a pattern, too.
const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  validateFormats: false,
}).compile(recordSchema);

/** What is wrong with a line that is to be a record; nothing if it is one. */
export function recordFaults(line: string): string[] {
  if (validate(JSON.parse(line))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}: ${line}`);
}
