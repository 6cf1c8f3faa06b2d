import type { Header } from '../../options/kinds/header.ts';

/**
 * Headers as a record. Values of one name are joined, as RFC 9110 §5.3 allows; cookies have a separator of
 * their own (RFC 6265 §5.4).
 */
export function joinHeaders(headers: readonly Header[]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    const separator = key === 'cookie' ? '; ' : ', ';
    joined.set(key, before === undefined ? value : `${before}${separator}${value}`);
  }
  return Object.fromEntries(joined);
}
