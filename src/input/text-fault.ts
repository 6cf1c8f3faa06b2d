/**
 * What shows that a list is no text at all, in words that say what to do about it; undefined if nothing does.
 * Bytes that are not UTF-8 do not show it: they may be a slip in one line.
 * A byte order mark or a file signature stands in the first line, and is named where it is the likely cause.
 */
export function textFault(line: Uint8Array, isFirst: boolean): string | undefined {
  if (isFirst && line[0] === 0x1f && line[1] === 0x8b) {
    return 'is compressed with gzip more than once; unpack it first, for instance with gunzip';
  }
  if (isFirst && ((line[0] === 0xff && line[1] === 0xfe) || (line[0] === 0xfe && line[1] === 0xff))) {
    return 'is UTF-16 text; convert it to UTF-8 first';
  }
  if (line.includes(0)) return 'holds NUL bytes, so it is not a list of URLs in UTF-8 (nor may it be UTF-16)';
  return undefined;
}
