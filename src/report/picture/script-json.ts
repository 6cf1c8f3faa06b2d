/**
 * Data as JSON that may stand in a `<script>` element. Only `<` could end the element, or begin a comment in it (HTML,
 * "Restrictions for contents of script elements"); two more characters are line ends in older JavaScript.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Bytes that a value takes in the page as JSON. */
export function scriptBytes(value: unknown): number {
  return Buffer.byteLength(scriptJson(value));
}
