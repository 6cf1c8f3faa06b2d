import type { Socket } from 'node:net';
import { answering, answeringOnce, type OnConnection, onRequests } from '../../servers/raw-server.ts';
import type { World } from '../world.ts';

type Url = (world: World) => Promise<string>;

/** A whole answer that nothing is wrong with. */
export const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** Does this with each connection. */
export function tcp(onConnection: OnConnection): Url {
  return async (world) => `${await world.tcp(onConnection)}/`;
}

/** Does this at each request. */
export function atRequest(act: (socket: Socket) => void): Url {
  return tcp((socket) => onRequests(socket, () => act(socket)));
}

/** Gives every request this answer, and keeps the connection open. */
export function says(answer: string | Uint8Array): Url {
  return tcp(answering(answer));
}

/** Gives every request this answer, and closes in good order. */
export function saysAndCloses(answer: string | Uint8Array): Url {
  return tcp(answeringOnce(answer));
}

/** Gives each request the answer of its path, from `/` on. */
export function saysAt(answers: Readonly<Record<string, string>>): Url {
  return tcp((socket) => {
    onRequests(socket, (head) => socket.write(answers[head.split(' ')[1] ?? ''] ?? OK));
  });
}

/** The answer that leads to this `Location`. */
export function leadsTo(location: string, status = 302): string {
  return `HTTP/1.1 ${status} Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
}

/** Answers with this head, and then with the text again and again, so many milliseconds apart. */
export function drips(head: string, text: string, interval: number): Url {
  return atRequest((socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(text), interval);
    socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
  });
}

/** Answers with this start, and then with the text as fast as it is read, until the connection is gone. */
export function floods(start: string, text: string): Url {
  return atRequest((socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.on('drain', more);
    socket.write(start);
    more();
  });
}
