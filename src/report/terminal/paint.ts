/** Parameters of ANSI's "select graphic rendition" (ECMA-48, 8.3.117). */
const CODES = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  magenta: 35,
  cyan: 36,
} as const;

export type Style = keyof typeof CODES;

/** Puts a style on a text, or leaves it plain. The text's width on the screen stays the same. */
export type Paint = (text: string, style?: Style) => string;

export function painter(color: boolean): Paint {
  return (text, style) => (color && style ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

/**
 * The style of a result. What went well is plain, so that the rest stands out. No two differ in red and green alone, and
 * the text beside always says the same.
 * @param status undefined for a request that got no response
 */
export function resultStyle(status: number | undefined): Style | undefined {
  if (status === undefined) return 'red';
  if (status < 300) return undefined;
  if (status < 400) return 'cyan';
  return status < 500 ? 'yellow' : 'magenta';
}
