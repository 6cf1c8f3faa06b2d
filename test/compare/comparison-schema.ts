import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { recordSchema } from '../output/record-schema.ts';

type ObjectSchema = { readonly properties: Readonly<Record<string, unknown>> };

/** As far as the tests look into it. */
type ComparisonSchema = ObjectSchema & {
  readonly $defs: Readonly<Record<string, ObjectSchema>> & {
    readonly warning: {
      readonly oneOf: readonly {
        readonly properties: Readonly<Record<string, unknown>> & {
          readonly kind: { readonly const: string };
        };
      }[];
    };
  };
};

/** The schema that is shipped. */
export const comparisonSchema: ComparisonSchema = JSON.parse(
  readFileSync(new URL('../../schema/comparison.schema.json', import.meta.url), 'utf8'),
);

// A null where a number may be is what JSON makes of infinity.
const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  validateFormats: false,
})
  .addSchema(recordSchema, 'record.schema.json')
  .compile(comparisonSchema);

/** What is wrong with a text that is to be a comparison; nothing if it is one. */
export function comparisonFaults(json: string): string[] {
  if (validate(JSON.parse(json))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
