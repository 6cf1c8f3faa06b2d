/**
 * C0 and C1 controls, DEL, the marks that turn the direction of text, and what breaks or hides in a line:
 * none of them may reach a terminal or a log from outside (Unicode TR36, "Trojan Source").
 */
export const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it is there to find
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Makes foreign text safe to show on one line: what is not printable becomes `\u{hex}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);
}

/** `printable`, cut to `most` characters with an ellipsis. */
export function printableHead(text: string, most: number): string {
  const safe = printable(text.length > most ? text.slice(0, most) : text);
  return safe.length > most || text.length > most ? `${safe.slice(0, most - 1)}…` : safe;
}
