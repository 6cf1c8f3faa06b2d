import type { AnswerRecord, Question, Reply } from './dns-message.ts';

/** What a name server says to a question for addresses. */
export type ServerAnswer =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[]; readonly ttl: number }
  /** The name does not exist, or has no address of this type. */
  | { readonly kind: 'none'; readonly reason: string }
  /** The server cannot tell, or what it tells makes no sense. */
  | { readonly kind: 'failed'; readonly reason: string };

export const NXDOMAIN = 3;

/** RCODEs of failures (RFC 1035 §4.1.1). */
const CODES: Readonly<Record<number, string>> = { 1: 'FORMERR', 2: 'SERVFAIL', 4: 'NOTIMP', 5: 'REFUSED' };

/** Addresses of one type that are used; more serve nobody. */
const MOST_ADDRESSES = 16;

/** Reads the answer to a question out of a reply that is whole. */
export function answerOf(question: Question, reply: Reply): ServerAnswer {
  if (reply.code === NXDOMAIN) return { kind: 'none', reason: 'NXDOMAIN' };
  if (reply.code !== 0) return { kind: 'failed', reason: CODES[reply.code] ?? `RCODE ${reply.code}` };
  const aliases = followAliases(question.name, reply.records);
  if (!aliases) return { kind: 'failed', reason: 'a loop of aliases' };
  const found = reply.records.filter(({ name, type }) => type === question.type && name === aliases.name);
  if (found.length > 0) {
    const ttl = found.reduce((least, record) => Math.min(least, record.ttl), aliases.ttl);
    return { kind: 'addresses', addresses: found.slice(0, MOST_ADDRESSES).map(({ data }) => data), ttl };
  }
  const isOthers = ({ name }: AnswerRecord): boolean => name !== question.name;
  if (reply.records.length > 0 && reply.records.every(isOthers)) {
    return { kind: 'failed', reason: 'an answer for another name' };
  }
  if (reply.isReferral) return { kind: 'failed', reason: 'a referral' };
  return { kind: 'none', reason: 'NODATA' };
}

/**
 * Follows a chain of aliases to the name that has the addresses (RFC 1034 §3.6.2).
 * @returns that name, and the least TTL on the way; undefined for a loop
 */
function followAliases(
  start: string,
  records: readonly AnswerRecord[],
): { readonly name: string; readonly ttl: number } | undefined {
  const aliases = new Map<string, AnswerRecord>();
  for (const record of records) {
    if (record.type === 'CNAME') aliases.set(record.name, record);
  }
  let [name, ttl] = [start, Infinity];
  for (let steps = 0; steps <= aliases.size; steps += 1) {
    const alias = aliases.get(name);
    if (!alias) return { name, ttl };
    name = alias.data;
    ttl = Math.min(ttl, alias.ttl);
  }
  return undefined;
}
