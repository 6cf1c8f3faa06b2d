/**
 * A name server on 127.0.0.1:53 that knows every name at 127.0.0.1: at once those that begin with `now`, never those with
 * `silent`, the others after as many milliseconds as its argument says. It has no IPv6 addresses.
 */
import { createSocket } from 'node:dgram';
import { announce } from './serving.ts';

type Late = { readonly at: number; readonly send: () => void };

const delay = Number(process.argv[2] ?? 0);
const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 23 });
/** All wait equally long, so the first to come is the first to go. */
const late: Late[] = [];

/** Type A, class IN, five minutes, 127.0.0.1, for the name that stands in the question. */
const ADDRESS = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 127, 0, 0, 1]);

socket.on('message', (query, { port, address }) => {
  let end = 12;
  while ((query[end] ?? 0) > 0) end += 1 + (query[end] ?? 0);
  const name = query.toString('latin1', 13, end);
  if (name.startsWith('silent')) return;
  const isForIpv4 = query.readUInt16BE(end + 1) === 1;
  const reply = Buffer.concat([query.subarray(0, end + 5), ...(isForIpv4 ? [ADDRESS] : [])]);
  reply.writeUInt16BE(0x8180, 2);
  reply.writeUInt16BE(isForIpv4 ? 1 : 0, 6);
  const send = (): void => socket.send(reply, port, address);
  if (delay === 0 || name.startsWith('now')) send();
  else sendLater(send);
});

function sendLater(send: () => void): void {
  late.push({ at: performance.now() + delay, send });
  if (late.length === 1) setTimeout(flush, delay);
}

function flush(): void {
  const now = performance.now();
  const due = late.findIndex(({ at }) => at > now);
  for (const { send } of late.splice(0, due < 0 ? late.length : due)) send();
  const [next] = late;
  if (next) setTimeout(flush, Math.max(1, next.at - now));
}

socket.bind(53, '127.0.0.1', () => announce({ urls: [] }));
