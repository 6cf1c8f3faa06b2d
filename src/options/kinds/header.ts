import { UsageError } from '../../core/errors.ts';

/** A header as a flag names it. */
export type Header = { readonly name: string; readonly value: string };

/** `Name: value`; the value may be empty. */
export function parseHeader(text: string): Header {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).trim();
  // What was given may be a secret, so it is not quoted.
  if (colon < 1 || name === '') {
    throw new UsageError("a header is a name, a colon and a value, such as 'Accept-Language: de'");
  }
  return { name, value: text.slice(colon + 1).trim() };
}
