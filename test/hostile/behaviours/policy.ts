import type { Behaviour } from './behaviour.ts';
import { OK, tcp } from './peers.ts';
import { onRequests } from '../../servers/raw-server.ts';
import type { World } from '../world.ts';

/** Asks the first request to come back later, and answers the next. */
function busy(status: number, retryAfter: string): (world: World) => Promise<string> {
  const refusal = `HTTP/1.1 ${status} Busy\r\nretry-after: ${retryAfter}\r\ncontent-length: 0\r\n\r\n`;
  return (world) => {
    let count = 0;
    return tcp((socket) => {
      onRequests(socket, () => {
        count += 1;
        socket.write(count === 1 ? refusal : OK);
      });
    })(world);
  };
}

export const POLICY: readonly Behaviour[] = [
  { name: '429 with a second of patience', url: busy(429, '1'), outcome: 200, attempts: 2 },
  {
    name: '503 with a date to come',
    url: (world) => busy(503, new Date(Date.now() + 1400).toUTCString())(world),
    outcome: 200,
    attempts: 2,
  },
  {
    name: '503 with a date that is past',
    url: busy(503, 'Sun, 06 Nov 1994 08:49:37 GMT'),
    outcome: 200,
    attempts: 2,
  },
  { name: '429 with rubbish', url: busy(429, '-1 or 2'), outcome: 200, attempts: 2 },
  { name: '503 with more patience than there is', url: busy(503, '3600'), outcome: 503 },
  { name: '429 with 2^64 seconds', url: busy(429, '18446744073709551616'), outcome: 429 },
];
