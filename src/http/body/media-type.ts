/** The usual extensions of the usual media types, as IANA's registry and the types' own specifications name them. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['application/atom+xml', 'atom'],
  ['application/epub+zip', 'epub'],
  ['application/geo+json', 'geojson'],
  ['application/gzip', 'gz'],
  ['application/javascript', 'js'],
  ['application/json', 'json'],
  ['application/ld+json', 'jsonld'],
  ['application/manifest+json', 'webmanifest'],
  ['application/msword', 'doc'],
  ['application/pdf', 'pdf'],
  ['application/rss+xml', 'rss'],
  ['application/rtf', 'rtf'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/wasm', 'wasm'],
  ['application/x-ndjson', 'ndjson'],
  ['application/x-tar', 'tar'],
  ['application/xhtml+xml', 'xhtml'],
  ['application/xml', 'xml'],
  ['application/yaml', 'yaml'],
  ['application/zip', 'zip'],
  ['audio/aac', 'aac'],
  ['audio/mp4', 'm4a'],
  ['audio/mpeg', 'mp3'],
  ['audio/ogg', 'ogg'],
  ['audio/wav', 'wav'],
  ['font/otf', 'otf'],
  ['font/ttf', 'ttf'],
  ['font/woff', 'woff'],
  ['font/woff2', 'woff2'],
  ['image/avif', 'avif'],
  ['image/bmp', 'bmp'],
  ['image/gif', 'gif'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/svg+xml', 'svg'],
  ['image/tiff', 'tif'],
  ['image/vnd.microsoft.icon', 'ico'],
  ['image/webp', 'webp'],
  ['image/x-icon', 'ico'],
  ['text/calendar', 'ics'],
  ['text/css', 'css'],
  ['text/csv', 'csv'],
  ['text/html', 'html'],
  ['text/javascript', 'js'],
  ['text/markdown', 'md'],
  ['text/plain', 'txt'],
  ['text/xml', 'xml'],
  ['video/mp4', 'mp4'],
  ['video/mpeg', 'mpeg'],
  ['video/ogg', 'ogv'],
  ['video/quicktime', 'mov'],
  ['video/webm', 'webm'],
]);

/** Of types that are not in the table, what their names say they are written in (RFC 6839). */
const SUFFIX = /\+(json|xml|zip)$/;

/**
 * The extension of a `Content-Type`, without a dot; undefined for a type that is not known. Nothing of what the server
 * wrote gets into it.
 */
export function extensionOf(contentType: string): string | undefined {
  const [essence = ''] = contentType.split(';', 1);
  const type = essence.trim().toLowerCase();
  return EXTENSIONS.get(type) ?? SUFFIX.exec(type)?.[1];
}
