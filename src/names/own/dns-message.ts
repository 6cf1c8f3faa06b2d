/** The messages of DNS (RFC 1035 §4), as far as a stub resolver needs them: questions for addresses, and their answers. */

/** The types of record that are asked for (RFC 1035 §3.2.2, RFC 3596 §2.1). */
export type AddressType = 'A' | 'AAAA';

export type Question = { readonly name: string; readonly type: AddressType };

/** A record of an answer that matters here. */
export type AnswerRecord = {
  /** Owner, in lower case. */
  readonly name: string;
  readonly type: AddressType | 'CNAME';
  /** Seconds. */
  readonly ttl: number;
  /** An address, or the name that an alias stands for. */
  readonly data: string;
};

export type Reply = {
  readonly id: number;
  /** Absent if the reply does not repeat it. */
  readonly question: { readonly name: string; readonly type: number } | undefined;
  readonly isTruncated: boolean;
  /** Whether it holds no answer, and comes from a server that neither has the zone nor asks others. */
  readonly isReferral: boolean;
  /** RCODE; 0 is success, 3 is NXDOMAIN. */
  readonly code: number;
  readonly records: readonly AnswerRecord[];
};

export const TYPE_NUMBERS: Readonly<Record<AddressType, number>> = { A: 1, AAAA: 28 };
const CNAME = 5;
const IN = 1;

const HEADER_LENGTH = 12;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;
/** Labels that a name may have, and so pointers that it may follow. */
const MOST_LABELS = 128;

/** Seconds. */
const LONGEST_TTL = 0x7fff_ffff;

const IS_REPLY = 0x8000;
const IS_AUTHORITATIVE = 0x0400;
const HAS_RECURSION = 0x0080;
const IS_TRUNCATED = 0x0200;
const RECURSION_DESIRED = 0x0100;

/** Whether a host can be a name at all (RFC 1035 §2.3.4); without the dot that may end it. */
export function isPossibleName(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST_NAME) return false;
  return name.split('.').every((label) => label.length > 0 && label.length <= LONGEST_LABEL);
}

/** @param name a possible name, in characters below U+0100 */
export function encodeQuery(id: number, { name, type }: Question): Buffer {
  const message = Buffer.alloc(HEADER_LENGTH + name.length + 2 + 4);
  message.writeUInt16BE(id, 0);
  message.writeUInt16BE(RECURSION_DESIRED, 2);
  message.writeUInt16BE(1, 4);
  let offset = HEADER_LENGTH;
  for (const label of name.split('.')) {
    offset = message.writeUInt8(label.length, offset);
    offset += message.write(label, offset, 'latin1');
  }
  offset = message.writeUInt8(0, offset);
  offset = message.writeUInt16BE(TYPE_NUMBERS[type], offset);
  message.writeUInt16BE(IN, offset);
  return message;
}

/** The id of a message that may be a reply; undefined if it is none. */
export function replyId(message: Buffer): number | undefined {
  if (message.length < HEADER_LENGTH || (message.readUInt16BE(2) & IS_REPLY) === 0) return undefined;
  return message.readUInt16BE(0);
}

/** @returns undefined for a message that breaks off or cannot be read */
export function decodeReply(message: Buffer): Reply | undefined {
  try {
    return new MessageReader(message).reply();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Reads a message once from its start. A `RangeError`, Node's own or ours, says that it is malformed. */
class MessageReader {
  readonly #message: Buffer;
  #offset = HEADER_LENGTH;

  constructor(message: Buffer) {
    this.#message = message;
  }

  reply(): Reply {
    const flags = this.#message.readUInt16BE(2);
    const questions = this.#message.readUInt16BE(4);
    const answers = this.#message.readUInt16BE(6);
    if (questions > 1) throw new RangeError('more than one question');
    const question = questions === 1 ? this.#question() : undefined;
    const isTruncated = (flags & IS_TRUNCATED) !== 0;
    return {
      id: this.#message.readUInt16BE(0),
      question,
      isTruncated,
      isReferral: answers === 0 && (flags & (IS_AUTHORITATIVE | HAS_RECURSION)) === 0,
      code: flags & 0x000f,
      // A truncated message may break off anywhere, and is asked for again.
      records: isTruncated ? [] : this.#records(answers),
    };
  }

  #question(): { name: string; type: number } {
    const name = this.#name();
    const type = this.#message.readUInt16BE(this.#offset);
    this.#message.readUInt16BE(this.#offset + 2);
    this.#offset += 4;
    return { name, type };
  }

  #records(count: number): AnswerRecord[] {
    const records: AnswerRecord[] = [];
    for (let index = 0; index < count; index += 1) {
      const record = this.#record();
      if (record) records.push(record);
    }
    return records;
  }

  /** @returns undefined for a record of another type or class */
  #record(): AnswerRecord | undefined {
    const name = this.#name();
    const message = this.#message;
    const type = message.readUInt16BE(this.#offset);
    const isInternet = message.readUInt16BE(this.#offset + 2) === IN;
    const told = message.readUInt32BE(this.#offset + 4);
    // RFC 2181 §8: with the highest bit set it stands for none.
    const ttl = told > LONGEST_TTL ? 0 : told;
    const length = message.readUInt16BE(this.#offset + 8);
    const start = this.#offset + 10;
    const end = start + length;
    if (end > message.length) throw new RangeError('a record beyond the end');
    this.#offset = start;
    const record = isInternet ? this.#data(type, length) : undefined;
    this.#offset = end;
    return record && { name, ttl, ...record };
  }

  #data(type: number, length: number): Pick<AnswerRecord, 'type' | 'data'> | undefined {
    switch (type) {
      case TYPE_NUMBERS.A:
        return { type: 'A', data: this.#address(length, 4, ipv4) };
      case TYPE_NUMBERS.AAAA:
        return { type: 'AAAA', data: this.#address(length, 16, ipv6) };
      case CNAME:
        return { type: 'CNAME', data: this.#name() };
      default:
        return undefined;
    }
  }

  #address(length: number, expected: number, write: (bytes: Buffer) => string): string {
    if (length !== expected) throw new RangeError('an address of another length');
    return write(this.#message.subarray(this.#offset, this.#offset + length));
  }

  /** A name in lower case, which may point to where an earlier one stands (RFC 1035 §4.1.4). */
  #name(): string {
    const labels: string[] = [];
    let offset = this.#offset;
    let hasJumped = false;
    for (let steps = 0; steps < MOST_LABELS; steps += 1) {
      const length = this.#message.readUInt8(offset);
      if (length === 0) {
        if (!hasJumped) this.#offset = offset + 1;
        return labels.join('.').toLowerCase();
      }
      if (length >= 0xc0) {
        const target = this.#message.readUInt16BE(offset) & 0x3fff;
        if (!hasJumped) this.#offset = offset + 2;
        hasJumped = true;
        offset = target;
      } else {
        if (length > LONGEST_LABEL || offset + 1 + length > this.#message.length) {
          throw new RangeError('a label beyond its length');
        }
        labels.push(this.#message.toString('latin1', offset + 1, offset + 1 + length));
        offset += 1 + length;
      }
    }
    throw new RangeError('a name without an end');
  }
}

function ipv4(bytes: Buffer): string {
  return bytes.join('.');
}

/** RFC 5952: the longest run of zeros is left out, the first of several. */
function ipv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2));
  const { start, length } = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (length < 2) return text(groups);
  return `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index + 1 - length, length };
  }
  return best;
}
