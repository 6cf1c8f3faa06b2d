import { answering } from '../../servers/raw-server.ts';
import { nameBytes, record } from '../../servers/name-message.ts';
import type { NameAnswer, NameReply } from '../../servers/name-server.ts';
import { type Behaviour, runsInto } from './behaviour.ts';
import { OK } from './peers.ts';
import type { World } from '../world.ts';

const HERE = ['127.0.0.1'];

/** A healthy server on 127.0.0.1 under a name that the name server has this to say about. */
function named(answer: NameAnswer): (world: World) => Promise<string> {
  return async (world) => {
    const { port } = new URL(await world.tcp(answering(OK)));
    return `http://${world.name(answer)}:${port}/`;
  };
}

/** The right reply, and what is sent in its place. */
function sending(datagrams: (reply: Buffer) => readonly Buffer[], addresses = HERE): NameReply {
  return { addresses, datagrams };
}

/** A copy of a reply that something is done to. */
function changed(reply: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(reply);
  change(copy);
  return copy;
}

const withAnotherId = (reply: Buffer): Buffer =>
  changed(reply, (copy) => copy.writeUInt16BE(copy.readUInt16BE(0) ^ 1, 0));

/** The first letter of the name in the question becomes another one. */
const withAnotherQuestion = (reply: Buffer): Buffer =>
  changed(reply, (copy) => copy.write('x', 13, 'latin1'));

const asQuestion = (reply: Buffer): Buffer =>
  changed(reply, (copy) => copy.writeUInt16BE(copy.readUInt16BE(2) & 0x7fff, 2));

const inCapitals = (reply: Buffer): Buffer =>
  changed(reply, (copy) => copy.write(copy.toString('latin1', 13, 17).toUpperCase(), 13, 'latin1'));

/** The head of a reply alone, with no question and this code. */
const withoutQuestion = (reply: Buffer, code: number): Buffer =>
  changed(reply.subarray(0, 12), (copy) => {
    copy.writeUInt16BE(0x8180 | code, 2);
    copy.fill(0, 4);
  });

/** A reply whose only record is this one. */
const holding = (reply: Buffer, only: Buffer): Buffer =>
  changed(Buffer.concat([reply.subarray(0, questionEnd(reply)), only]), (copy) => copy.writeUInt16BE(1, 6));

function questionEnd(reply: Buffer): number {
  let offset = 12;
  while ((reply[offset] ?? 0) > 0) offset += 1 + (reply[offset] ?? 0);
  return offset + 5;
}

const A = 1;
const ADDRESS = Buffer.from([127, 0, 0, 1]);

const fails = (reason: RegExp): Pick<Behaviour, 'outcome' | 'attempts' | 'message'> => ({
  outcome: 'dns_error',
  attempts: 2,
  message: reason,
});
const isSilent: Pick<Behaviour, 'outcome' | 'attempts' | 'options' | 'deadline'> = {
  outcome: 'dns_timeout',
  ...runsInto('connectTimeout'),
};
const BROKEN = /malformed/u;

/** What a name server does, and what must come of it. */
const NAME_SERVERS: readonly (Omit<Behaviour, 'url'> & { readonly answer: NameAnswer })[] = [
  { name: 'says that a name does not exist', answer: 'nxdomain', outcome: 'dns_not_found' },
  { name: 'knows a name without an address', answer: [], outcome: 'dns_not_found' },
  { name: 'fails', answer: 'servfail', ...fails(/SERVFAIL/u) },
  { name: 'refuses', answer: 'refused', ...fails(/REFUSED/u) },
  { name: 'does not know the kind of question', answer: 'notimp', ...fails(/NOTIMP/u) },
  { name: 'finds the question wrong', answer: 'formerr', ...fails(/FORMERR/u) },
  { name: 'fails once', answer: (nth) => (nth === 0 ? 'servfail' : HERE), outcome: 200 },
  { name: 'stays silent', answer: 'silence', ...isSilent },
  { name: 'answers late', answer: { addresses: HERE, after: 150 }, outcome: 200 },
  { name: 'answers after it was asked again', answer: { addresses: HERE, after: 2300 }, outcome: 200 },
  {
    name: 'answers when it is asked again',
    answer: (nth) => (nth === 0 ? 'silence' : HERE),
    outcome: 200,
  },
  {
    name: 'stays silent for IPv6',
    answer: (_nth, family) => (family === 6 ? 'silence' : HERE),
    outcome: 200,
  },
  {
    name: 'fails for IPv6',
    answer: (_nth, family) => (family === 6 ? 'servfail' : HERE),
    outcome: 200,
  },
  {
    name: 'cuts its reply, and has it over TCP',
    answer: { addresses: HERE, overTcp: 'whole' },
    outcome: 200,
  },
  {
    name: 'cuts its reply, and takes no question over TCP',
    answer: { addresses: HERE, overTcp: 'refused' },
    ...fails(/over TCP/u),
  },
  {
    name: 'cuts its reply, over TCP in the middle',
    answer: { addresses: HERE, overTcp: 'half' },
    ...fails(/over TCP/u),
  },
  {
    name: 'cuts its reply, over TCP too',
    answer: { addresses: HERE, overTcp: 'truncated' },
    ...fails(/truncated/u),
  },
  {
    name: 'sends another id first',
    answer: sending((reply) => [withAnotherId(reply), reply]),
    outcome: 200,
  },
  { name: 'sends another id', answer: sending((reply) => [withAnotherId(reply)]), ...isSilent },
  {
    name: 'answers another question',
    answer: sending((reply) => [withAnotherQuestion(reply)]),
    ...isSilent,
  },
  { name: 'sends the question back', answer: sending((reply) => [asQuestion(reply)]), ...isSilent },
  { name: 'is somebody else', answer: { addresses: HERE, isSpoofed: true }, ...isSilent },
  { name: 'writes the name in capitals', answer: sending((reply) => [inCapitals(reply)]), outcome: 200 },
  {
    name: 'has the addresses of another name',
    answer: sending((reply) => [holding(reply, record('other.test', A, ADDRESS, 60))]),
    ...fails(/another name/u),
  },
  {
    name: 'follows three aliases',
    answer: { addresses: HERE, aliases: ['one.test', 'two.test', 'three.test'] },
    outcome: 200,
  },
  {
    name: 'runs in a circle of aliases',
    answer: { aliases: ['one.test', 'two.test', 'one.test'] },
    ...fails(/loop/u),
  },
  { name: 'follows an alias to nothing', answer: { aliases: ['one.test'] }, outcome: 'dns_not_found' },
  { name: 'gives addresses no time to live', answer: { addresses: HERE, ttl: 0 }, outcome: 200 },
  { name: 'gives them all the time there is', answer: { addresses: HERE, ttl: 0xffff_ffff }, outcome: 200 },
  {
    name: 'knows a hundred addresses',
    answer: {
      addresses: Array.from({ length: 100 }, (_, index) => `127.0.0.${index + 1}`),
      overTcp: 'whole',
    },
    outcome: 200,
  },
  {
    name: 'sends half of its reply',
    answer: sending((reply) => [reply.subarray(0, reply.length / 2)]),
    ...fails(BROKEN),
  },
  { name: 'sends a head alone', answer: sending((reply) => [reply.subarray(0, 12)]), ...fails(BROKEN) },
  {
    name: 'says without the question that there is no such name, before it answers',
    answer: sending((reply) => [withoutQuestion(reply, 3), reply]),
    outcome: 200,
  },
  {
    name: 'succeeds without the question',
    answer: sending((reply) => [withoutQuestion(reply, 0)]),
    ...isSilent,
  },
  {
    name: 'fails without the question',
    answer: sending((reply) => [withoutQuestion(reply, 2)]),
    ...fails(/SERVFAIL/u),
  },
  {
    name: 'leaves the question to others',
    answer: sending((reply) => [changed(reply, (copy) => copy.writeUInt16BE(0x8100, 2))], []),
    ...fails(/referral/u),
  },
  { name: 'sends nothing in a datagram', answer: sending(() => [Buffer.alloc(0)]), ...isSilent },
  { name: 'sends what is no reply', answer: sending(() => [Buffer.from('HTTP/1.1 200 OK')]), ...isSilent },
  {
    name: 'sends an address of three bytes',
    answer: sending((reply) => [holding(reply, record('a.test', A, ADDRESS.subarray(1), 60))]),
    ...fails(BROKEN),
  },
  {
    name: 'announces more than it sends',
    answer: sending((reply) => [holding(reply, record('a.test', A, ADDRESS, 60, 400))]),
    ...fails(BROKEN),
  },
  {
    name: 'sends a name that points to itself',
    answer: sending((reply) => [holding(reply, pointerAt(questionEnd(reply)))]),
    ...fails(BROKEN),
  },
  {
    name: 'sends records that nobody knows',
    answer: sending((reply) => [withUnknownRecord(reply)]),
    outcome: 200,
  },
  {
    name: 'answers two hundred times',
    answer: sending((reply) => Array.from({ length: 200 }, () => reply)),
    outcome: 200,
  },
];

/** A record whose owner points to where it stands itself. */
function pointerAt(offset: number): Buffer {
  const pointer = Buffer.alloc(16);
  pointer.writeUInt16BE(0xc000 | offset, 0);
  return pointer;
}

/** One of an unknown type before the others. */
function withUnknownRecord(reply: Buffer): Buffer {
  const end = questionEnd(reply);
  const unknown = record('a.test', 65_280, Buffer.concat([nameBytes('x.test'), ADDRESS]), 60);
  const message = Buffer.concat([reply.subarray(0, end), unknown, reply.subarray(end)]);
  return changed(message, (copy) => copy.writeUInt16BE(copy.readUInt16BE(6) + 1, 6));
}

export const NAMES: readonly Behaviour[] = [
  ...NAME_SERVERS.map(({ answer, ...rest }): Behaviour => ({
    ...rest,
    name: `a name server that ${rest.name}`,
    url: named(answer),
  })),
  { name: 'a first address that is dead', url: named(['127.0.0.2', '127.0.0.1']), outcome: 200 },
  { name: 'an IPv6 address that goes nowhere', url: named(['100::1', '127.0.0.1']), outcome: 200 },
  {
    name: 'an address of IPv6 alone, where nothing listens',
    url: named(['::1']),
    outcome: 'connection_refused',
    attempts: 2,
  },
  {
    name: 'a name at a private address, where none is allowed',
    url: named(['10.0.0.1', '127.0.0.1']),
    outcome: 'blocked_address',
    options: { denyPrivate: true },
  },
  ...[
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://localhost/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://０.0.0.0/',
  ].map((url): Behaviour => ({
    name: `${url}, where no private address is allowed`,
    url: (world) => {
      world.name(['127.0.0.1'], 'localhost');
      return url;
    },
    outcome: 'blocked_address',
    options: { denyPrivate: true },
  })),
];
