// Writes what follows from the table of options: their types, src/options/options.ts, and their reference,
// docs/options.md.
//
//   npm run options
import { writeFile } from 'node:fs/promises';
import { OPTION_TYPES, optionTypes } from './option-types.ts';
import { optionsPage } from './options-page.ts';

await writeFile(OPTION_TYPES, await optionTypes());
await writeFile(new URL('../docs/options.md', import.meta.url), await optionsPage());
