/**
 * C0 and C1 controls, DEL, the marks that turn the direction of text, lone surrogates, and what breaks or hides
 * in a line, the tag characters included: none of them may reach a terminal or a log from outside (Unicode TR36,
 * "Trojan Source").
 */
export const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it is there to find
  /\u034f|[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** Makes foreign text safe to show on one line: what is not printable becomes `\u{hex}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** `printable`, cut to `most` characters with an ellipsis. */
export function printableHead(text: string, most: number): string {
  const safe = printable(text.length > most ? text.slice(0, most) : text);
  if (safe.length <= most && text.length <= most) return safe;
  // The cut may go through a pair of surrogates.
  return `${safe.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
