const SCHEME_AND_SLASHES = /^[a-z][a-z0-9+.-]*:\/\//i;
/** `localhost:8080`, `example.com:80/path`: a port follows the colon, so that what stands before is a host. */
const HOST_AND_PORT = /^[^/?#:@]+:[0-9]+(?:[/?#]|$)/;
/** `mailto:a@b.example`: what a scheme looks like that takes no slashes. */
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The URL that an entry of a list stands for: `https://` is assumed where there is no `scheme://`.
 * What cannot be a host is left as it stands, so that its record shows what was written.
 */
export function listedUrl(entry: string): string {
  if (entry.startsWith('https://') || entry.startsWith('http://')) return entry;
  if (SCHEME_AND_SLASHES.test(entry)) return entry;
  if (SCHEME.test(entry) && !HOST_AND_PORT.test(entry)) return entry;
  const assumed = `https://${entry}`;
  // An entry that reads as another scheme, as `host:65536` does, must still fail for its port.
  return URL.canParse(assumed) || URL.canParse(entry) ? assumed : entry;
}
