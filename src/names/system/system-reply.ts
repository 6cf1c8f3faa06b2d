import { familyOfAddress } from '../../util/ip-family.ts';
import type { NameAnswer, NameFault } from '../../core/names.ts';

/** What the system's resolver says of a host, as a line of JSON. */
export type SystemReply =
  | { readonly host: string; readonly addresses: readonly string[] }
  /** Node's name for what `getaddrinfo` returned, and after how many milliseconds. */
  | { readonly host: string; readonly code: string; readonly lasted: number };

/** `getaddrinfo` says so of names that do not exist, and of names without an address. */
const NO_SUCH_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** The share of its time that a try takes at least, since the system counts that by another clock. */
const LEAST_SHARE = 0.9;

/**
 * @param tryTime milliseconds that the system waits for a name server before it tries again
 */
export function systemAnswer(reply: SystemReply, tryTime: number): NameAnswer {
  if ('code' in reply) {
    return { ok: false, fault: { kind: faultKind(reply.code, reply.lasted, tryTime), reason: reply.code } };
  }
  return {
    ok: true,
    addresses: reply.addresses.map((address) => ({ address, family: familyOfAddress(address) })),
  };
}

/** `getaddrinfo` says EAI_AGAIN of a server that fails, which it does at once, and of one that does not answer. */
function faultKind(code: string, lasted: number, tryTime: number): NameFault['kind'] {
  if (NO_SUCH_NAME.has(code)) return 'not_found';
  return code === 'EAI_AGAIN' && lasted >= tryTime * LEAST_SHARE ? 'timeout' : 'failed';
}
