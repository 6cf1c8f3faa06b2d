import { familyOfAddress } from '../core/ip-family.ts';
import type { NameAnswer } from '../core/names.ts';

/** What the system's resolver says of a host, as a line of JSON. */
export type SystemReply =
  | { readonly host: string; readonly addresses: readonly string[] }
  /** Node's name for what `getaddrinfo` returned. */
  | { readonly host: string; readonly code: string };

/** `getaddrinfo` says so of names that do not exist, and of names without an address. */
const NO_SUCH_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

export function systemAnswer(reply: SystemReply): NameAnswer {
  if ('code' in reply) {
    const kind = NO_SUCH_NAME.has(reply.code) ? 'not_found' : 'failed';
    return { ok: false, fault: { kind, reason: reply.code } };
  }
  return {
    ok: true,
    addresses: reply.addresses.map((address) => ({ address, family: familyOfAddress(address) })),
  };
}
