/** Builds the replies of a name server (RFC 1035). */

export const CODES = { formerr: 1, servfail: 2, nxdomain: 3, notimp: 4, refused: 5 } as const;

export type NameQuestion = {
  /** In lower case. */
  readonly name: string;
  /** The version of IP whose addresses are asked for; undefined for another type. */
  readonly family: 4 | 6 | undefined;
  /** The query up to the end of its only question. */
  readonly bytes: Buffer;
};

/** What a reply holds. */
export type NameContent = {
  readonly addresses: readonly string[];
  readonly code: number;
  /** Names that the one that was asked for stands for, one after the other; the last has the addresses. */
  readonly aliases: readonly string[];
  /** Seconds. */
  readonly ttl: number;
  /** Whether it says that it was cut off. */
  readonly isTruncated: boolean;
};

const TYPES: Readonly<Record<number, 4 | 6>> = { 1: 4, 28: 6 };
const CNAME = 5;

export function questionOf(query: Buffer): NameQuestion {
  const labels: string[] = [];
  let offset = 12;
  for (let length = query[offset] ?? 0; length > 0; length = query[offset] ?? 0) {
    labels.push(query.toString('latin1', offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
  return {
    name: labels.join('.').toLowerCase(),
    family: TYPES[query.readUInt16BE(offset + 1)],
    bytes: query.subarray(0, offset + 5),
  };
}

export function replyTo({ bytes, family, name }: NameQuestion, content: NameContent): Buffer {
  const { addresses, aliases, code, ttl, isTruncated } = content;
  const owners = [name, ...aliases];
  const last = owners.at(-1) ?? name;
  const records = [
    ...aliases.map((alias, index) => record(owners[index] ?? name, CNAME, nameBytes(alias), ttl)),
    ...addresses
      .filter((each) => familyOf(each) === family)
      .map((each) => record(last, family === 4 ? 1 : 28, addressBytes(each), ttl)),
  ];
  const message = Buffer.from(bytes);
  // A response, recursion desired and available.
  message.writeUInt16BE(0x8180 | (isTruncated ? 0x0200 : 0) | code, 2);
  message.writeUInt16BE(1, 4);
  message.writeUInt16BE(records.length, 6);
  message.writeUInt32BE(0, 8);
  return Buffer.concat([message, ...records]);
}

/** A resource record, without compression. */
export function record(owner: string, type: number, data: Buffer, ttl: number, length = data.length): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(ttl, 4);
  head.writeUInt16BE(length, 8);
  return Buffer.concat([nameBytes(owner), head, data]);
}

export function nameBytes(name: string): Buffer {
  const labels = name
    .split('.')
    .map((label) => Buffer.from(`${String.fromCodePoint(label.length)}${label}`, 'latin1'));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

function addressBytes(address: string): Buffer {
  if (familyOf(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [before = '', after = ''] = address.split('::');
  const words = (text: string): string[] => text.split(':').filter((word) => word !== '');
  const [head, tail] = [words(before), words(after)];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map((word) => word.padStart(4, '0')).join(''), 'hex');
}
