/** How much of a line is looked at to tell UTF-16 from other bytes, in characters. */
const LOOKED_AT = 16;

/** Bytes of a line in which its first tag begins, white space before it included. */
const MARKUP_LOOKED_AT = 200;

/** What XML and HTML begin with: a declaration, or the first tag of what is often taken for a list. */
const MARKUP = /^\ufeff?\s*<(?:\?xml|!doctype|html|urlset|sitemapindex|rss|feed)\b/i;

/**
 * What shows that a list is no text, or no list, in words that say what to do about it; undefined if nothing does. To be
 * asked of its beginning: further on, a line that holds such bytes is a slip.
 * Bytes that are not UTF-8 do not show it: they may be a slip, too.
 * A byte order mark or a file signature stands in the first line, and is named where it is the likely cause.
 */
export function textFault(line: Uint8Array, isFirst: boolean): string | undefined {
  if (isFirst && line[0] === 0x1f && line[1] === 0x8b) {
    return 'is compressed with gzip more than once; unpack it first, for instance with gunzip';
  }
  if ((isFirst && hasMarkOfUtf16(line)) || looksLikeUtf16(line)) return 'looks like UTF-16; save it as UTF-8';
  if (line.includes(0)) return 'holds NUL bytes, so this is a binary file, and no list of URLs in UTF-8';
  if (isMarkup(line)) {
    return (
      'this is XML or HTML, and not a list with a URL a line; take the URLs out of it first, those of a sitemap by: ' +
      String.raw`grep -o '<loc>[^<]*' SITEMAP | sed 's/<loc>//; s/&amp;/\&/g' | overlap fetch -`
    );
  }
  return undefined;
}

function isMarkup(line: Uint8Array): boolean {
  return MARKUP.test(
    Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, MARKUP_LOOKED_AT)).toString(),
  );
}

/** Whether proper text stands in a line: UTF-8 of which something can be seen, and nothing that controls. */
export function isPlainText(line: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what it is there to find
  return /\S/u.test(line) && !/[\u0000-\u0008\u000e-\u001f\u007f]/u.test(line);
}

function hasMarkOfUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Every other byte is zero, as in the Latin letters that a URL begins with. */
function looksLikeUtf16(line: Uint8Array): boolean {
  const pairs = Math.min(LOOKED_AT, Math.floor(line.length / 2));
  let littleEndian = 0;
  let bigEndian = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (line[at] !== 0 && line[at + 1] === 0) littleEndian++;
    if (line[at] === 0 && line[at + 1] !== 0) bigEndian++;
  }
  return pairs > 0 && (littleEndian === pairs || bigEndian === pairs);
}
