import { TextDecoder } from 'node:util';

/**
 * A body as text, by the charset that its `Content-Type` names, else as UTF-8 (WHATWG Encoding Standard).
 * Bytes that do not fit the encoding become U+FFFD.
 */
export function textOf(body: Uint8Array, contentType: string | undefined): string {
  const label = /;\s*charset\s*=\s*"?([^\s;"]+)/iu.exec(contentType ?? '')?.[1] ?? 'utf-8';
  return decoderFor(label).decode(body);
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    // A label that the standard does not know says nothing about the bytes.
    return new TextDecoder();
  }
}
