/** `ftp://…`, and what has something else before its `://`, as `,http://…`, which would make `,http` a host. */
const SLASHES_BEFORE_PATH = /^[^/?#\\]*:\/\//;
/** `localhost:8080`, `a.example:80/path`: what stands before a port is a host; but `tel:112` has none. */
const HOST_AND_PORT = /^(?!(?:sms|tel):)[^/?#:@]+:[0-9]+(?:[/?#]|$)/;
/** Schemes that take no slashes, or whose slashes may be forgotten. Another name before a colon may be a user's. */
const KNOWN_SCHEME =
  /^(?:about|blob|cid|data|file|ftp|geo|https?|javascript|magnet|mailto|mid|news|sips?|skype|sms|tel|urn|view-source|wss?|xmpp):/i;
/** `/path`, `?query` and the like, which refer to a page that is not known. `//host` tells its host. */
const REFERENCE = /^(?:[?#\\]|\/(?!\/[^/\\]))/;

/**
 * The URL that an entry of a list stands for: `https://` is assumed where there is no `scheme://`.
 * What cannot be a host is left as it stands, so that its record shows what was written.
 */
export function listedUrl(entry: string): string {
  if (entry.startsWith('https://') || entry.startsWith('http://')) return entry;
  if (SLASHES_BEFORE_PATH.test(entry) || REFERENCE.test(entry)) return entry;
  if (KNOWN_SCHEME.test(entry) && !HOST_AND_PORT.test(entry)) return entry;
  const assumed = entry.startsWith('//') ? `https:${entry}` : `https://${entry}`;
  // An entry that reads as another scheme, as `host:65536` does, must still fail for its port.
  return URL.canParse(assumed) || URL.canParse(entry) ? assumed : entry;
}
