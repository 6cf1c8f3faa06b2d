import type { Socket } from 'node:net';
import { RATE_WINDOW } from '../../../src/http/body/body-watch.ts';
import { onRequests } from '../../servers/raw-server.ts';
import { type Behaviour, runsInto } from './behaviour.ts';
import { atRequest, drips, floods, leadsTo, OK, says, saysAt, tcp } from './peers.ts';
import type { World } from '../world.ts';

/** Leads to another server, speaks out of turn once that has been asked, and is led back to. */
async function saysMoreWhenIdle(world: World): Promise<string> {
  const origins: string[] = [];
  const idle: Socket[] = [];
  const other = await world.tcp((socket) => {
    onRequests(socket, () => {
      const [first] = idle;
      first?.write('HTTP/1.1 500 Poison\r\ncontent-length: 0\r\n\r\n', () =>
        socket.write(leadsTo(`${origins[0]}/back`)),
      );
    });
  });
  origins[0] = await world.tcp((socket) => {
    onRequests(socket, (head) => {
      if (head.startsWith('GET /back ')) {
        socket.write(OK);
        return;
      }
      idle.push(socket);
      socket.write(leadsTo(`${other}/`));
    });
  });
  return `${origins[0]}/`;
}

export const CONNECTIONS: readonly Behaviour[] = [
  { name: 'refuses connections', url: (world) => world.closed(), outcome: 'connection_refused', attempts: 2 },
  {
    name: 'resets connections at once',
    url: tcp((socket) => socket.resetAndDestroy()),
    outcome: 'connection_reset',
    attempts: 2,
  },
  {
    name: 'closes connections at once',
    url: tcp((socket) => socket.end()),
    outcome: 'connection_reset',
    attempts: 2,
  },
  {
    name: 'closes when it has been asked',
    url: atRequest((socket) => socket.end()),
    outcome: 'connection_reset',
    attempts: 2,
  },
  {
    name: 'resets in mid-body',
    url: atRequest((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', () => socket.resetAndDestroy());
    }),
    outcome: 'connection_reset',
    attempts: 2,
  },
  {
    name: 'resets the first connection, and answers on the next',
    url: tcp((socket, nth) => {
      onRequests(socket, () => (nth === 1 ? socket.resetAndDestroy() : socket.write(OK)));
    }),
    outcome: 200,
    attempts: 2,
  },
  {
    name: 'swallows connections',
    url: (world) => world.blackHole(),
    outcome: 'connect_timeout',
    ...runsInto('connectTimeout'),
  },
  {
    name: 'stays silent',
    url: tcp(() => {}),
    outcome: 'headers_timeout',
    ...runsInto('headersTimeout'),
  },
  {
    name: 'sends its head byte by byte without end',
    url: drips('HTTP/1.1 200 OK\r\nx: ', 'a', 20),
    outcome: 'headers_timeout',
    ...runsInto('headersTimeout'),
  },
  {
    name: 'sends its body byte by byte without end',
    url: drips('HTTP/1.1 200 OK\r\n\r\n', 'a', 20),
    outcome: 'total_timeout',
    ...runsInto('timeout'),
  },
  {
    name: 'sends one chunk after another without end',
    url: drips('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\na\r\n', 20),
    outcome: 'total_timeout',
    ...runsInto('timeout'),
  },
  {
    name: 'stops in mid-body',
    url: atRequest((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf')),
    outcome: 'body_timeout',
    ...runsInto('bodyTimeout'),
  },
  {
    name: 'sends its body more slowly than the least rate',
    url: drips('HTTP/1.1 200 OK\r\n\r\n', 'a', 100),
    outcome: 'too_slow',
    // The window in which it is measured takes its time; once is enough.
    options: { minRate: 100, retries: 0 },
    deadline: RATE_WINDOW,
  },
  {
    name: 'floods with a body without end',
    url: floods('HTTP/1.1 200 OK\r\n\r\n', 'a'.repeat(50_000)),
    outcome: 'body_too_large',
  },
  {
    name: 'floods with chunks of a byte without end',
    url: floods('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\na\r\n'.repeat(5000)),
    outcome: 'total_timeout',
    // A quick machine would take the usual most before the deadline.
    ...runsInto('timeout', { maxBodyBytes: Infinity }),
  },
  {
    name: 'floods with a chunk extension without end',
    url: floods('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;', 'a'.repeat(5000)),
    outcome: 'headers_too_large',
  },
  {
    name: 'floods with trailers without end',
    url: floods('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n', 'x: a\r\n'.repeat(5000)),
    outcome: 'headers_too_large',
  },
  {
    name: 'announces a body that is too large',
    url: says('HTTP/1.1 200 OK\r\ncontent-length: 1000001\r\n\r\n'),
    outcome: 'body_too_large',
  },
  {
    name: 'closes a kept-alive connection as the next request comes',
    url: tcp((socket, nth) => {
      onRequests(socket, (_head, request) => {
        if (request > 1) socket.destroy();
        else socket.write(nth === 1 ? leadsTo('/next') : OK);
      });
    }),
    outcome: 200,
    // The redirect, and what came of it: a connection that died idle does not count.
    attempts: 2,
  },
  {
    name: 'closes a kept-alive connection that is idle',
    url: tcp((socket, nth) => {
      onRequests(socket, () => (nth === 1 ? socket.end(leadsTo('/next')) : socket.write(OK)));
    }),
    outcome: 200,
    attempts: 2,
  },
  {
    name: 'says more than its answer',
    url: saysAt({ '/': `${leadsTo('/next')}HTTP/1.1 500 Poison\r\ncontent-length: 0\r\n\r\n` }),
    outcome: 200,
    attempts: 2,
  },
  {
    name: 'sends bytes after an answer',
    url: saysAt({ '/': `${leadsTo('/next')}garbage` }),
    outcome: 200,
    attempts: 2,
  },
  {
    name: 'sends bytes while its connection is idle',
    url: saysMoreWhenIdle,
    outcome: 200,
    attempts: 3,
  },
  {
    name: 'speaks before it is asked',
    url: tcp((socket) => socket.write('220 mail.test ESMTP\r\n')),
    outcome: 'malformed_response',
  },
];
