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
export type Paint = (text: string, style: Style) => string;

export function painter(color: boolean): Paint {
  return color ? (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (text) => text;
}
