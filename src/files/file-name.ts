/** Longest name, without the extension of a type; its characters are bytes. Well below what file systems take, with room for the folder's own. */
const LONGEST = 120;

/** Least digits of a request's number, so that a million names sort as their requests do. */
const DIGITS = 6;

/** What a file's body is called while it is not whole. No published name ends so. */
const PART = '.part';

/** What is kept of an extension: a few letters and digits behind the last dot of the path. */
const EXTENSION = /[^/.]\.[A-Za-z0-9]{1,8}$/;

/** The last number of a version, as in `v1.2`. */
const NUMBER = /^\.[0-9]+$/;

/** Percent-encoded bytes, and whatever could mean something to a shell or a file system. */
const STRANGE = /(?:%[0-9A-Fa-f]{2}|[^A-Za-z0-9._-])+/g;

/**
 * The name of the file that takes a body: `000042-a.example-img-logo.png`. The number keeps names apart whatever a
 * file system makes of upper and lower case, and leads, so that no name is hidden, a flag, or reserved. The
 * rest is for people: host and path of the URL as it was listed, since where redirects lead is not known when a
 * request sets out, and the same request must get the same name in another run. The query stays out, where secrets
 * are. Where the URL has no extension (`hasExtension`), the one of the body's type comes behind the name.
 *
 * @param seq number of the request
 * @param url absolute, normalised, without user info
 * @returns letters, digits, `.`, `_` and `-`; at most 120 characters
 */
export function fileNameOf(seq: number, url: string): string {
  const number = String(seq).padStart(DIGITS, '0');
  return `${number}-${slugOf(placeOf(url), LONGEST - number.length - 1) || 'index'}`;
}

/** Whether the path of a URL ends in an extension. */
export function hasExtension(url: string): boolean {
  const extension = extensionIn(placeOf(url));
  return extension !== '' && !NUMBER.test(extension);
}

/** Host and path. */
function placeOf(url: string): string {
  const from = url.indexOf('://') + 3;
  const query = url.indexOf('?', from);
  return url.slice(from, query < 0 ? undefined : query);
}

/** With its dot; empty if there is none. */
function extensionIn(place: string): string {
  return EXTENSION.exec(place.slice(place.indexOf('/')))?.[0].slice(1) ?? '';
}

/** Whether a file is one whose body was not whole when its run ended. */
export function isPartName(name: string): boolean {
  return /^[0-9]{6,16}-[A-Za-z0-9._-]+\.part$/.test(name);
}

/** Where a body stands until it is whole: beside the file that it becomes. */
export function partOf(path: string): string {
  return path + PART;
}

function slugOf(place: string, room: number): string {
  // Without a path, the end of the host's name would look like an extension.
  const named = place.indexOf('/') === place.length - 1 ? `${place}index` : place;
  const extension = extensionIn(named);
  // What is cut off is not looked at: a path may have megabytes.
  const slug = plain(named.slice(0, room * 3));
  const isWhole = named.length <= room * 3 && slug.length <= room;
  const fitting = isWhole ? slug : plain(slug.slice(0, room - extension.length)) + extension;
  return fitting.replace(/\.(part)$/i, '-$1');
}

/** Neither `..` nor a dot at either end is left. */
function plain(text: string): string {
  return text
    .replace(STRANGE, '-')
    .replace(/[.-]{2,}/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
}
