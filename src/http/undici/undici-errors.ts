import { errorCode } from '../../util/error-code.ts';
import { reasonOf } from '../../core/failure.ts';

/** What an error of the client says about the answer; `system` is an error of the socket or of TLS as it is. */
export type ClientFault =
  | { readonly kind: 'closed' }
  /** As many bytes as announced did not come, or what was announced cannot be. */
  | { readonly kind: 'length' }
  | { readonly kind: 'head_too_large' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'system'; readonly code: string };

/** Code of the error with which `http-client.ts` ends what undici would read for ever. */
export const ENDLESS_HEAD = 'ENDLESS_HEAD';

/**
 * Translates undici's errors. This and `http-client.ts` are the files that know undici: its codes start with
 * `UND_ERR_`, its parser's errors have a name but no code, and some are told apart by their message alone.
 */
export function faultOf(error: Error): ClientFault {
  if (error.name === 'HTTPParserError') return parserFault(error);
  const code = errorCode(error);
  switch (code) {
    case 'UND_ERR_SOCKET':
      return socketFault(error);
    // So undici reports every parse error while fewer bytes have come than announced: a head with two lengths,
    // as well as a body that ends early.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return { kind: 'length' };
    case 'UND_ERR_HEADERS_OVERFLOW':
    case ENDLESS_HEAD:
      return { kind: 'head_too_large' };
    case 'ERR_ASSERTION':
      return { kind: 'malformed', reason: 'it makes no sense' };
    default:
      return { kind: 'system', code };
  }
}

function parserFault(error: Error): ClientFault {
  if (error.message.includes('Invalid EOF state')) return { kind: 'closed' };
  return { kind: 'malformed', reason: reasonOf(error) };
}

/** The other side has closed, or undici has closed because of an answer that it does not take. */
function socketFault(error: Error): ClientFault {
  switch (error.message) {
    case 'bad response':
      return { kind: 'malformed', reason: 'it is not an answer to this request' };
    case 'bad upgrade':
      return { kind: 'malformed', reason: 'it changes the protocol unasked' };
    default:
      return { kind: 'closed' };
  }
}
