import { UsageError } from '../core/errors.ts';

/** What a request may send: text, which goes as UTF-8, or bytes. */
export type RequestBody = string | Uint8Array;

/**
 * A body that can be sent, and handed to another thread without what else its buffer holds: structured
 * clone copies the whole buffer under a view, and a small `Buffer` is a view of an 8 KB pool.
 *
 * @throws UsageError if it is neither text nor bytes
 */
export function requestBody(data: RequestBody): RequestBody {
  if (typeof data === 'string') return data;
  if (!(data instanceof Uint8Array)) {
    throw new UsageError(`the data is of type ${typeof data}; it may be a string or a Uint8Array`);
  }
  return data.byteLength === data.buffer.byteLength ? data : new Uint8Array(data);
}

/** The method of a request that names none. */
export function defaultMethod(data: RequestBody | undefined): 'GET' | 'POST' {
  return data === undefined ? 'GET' : 'POST';
}
