/** Whether the name of a file says that it is compressed with gzip (RFC 1952). */
export function isGzipName(path: string): boolean {
  return /\.gz$/i.test(path);
}
