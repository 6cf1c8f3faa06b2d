// Answers every request with the same 36 bytes. Argument: milliseconds from a request to its answer.
// It counts the ends of request heads instead of parsing HTTP, so that it takes as little as it can of a
// machine that it shares with what is measured. Hence it serves requests without a body only.
import { createServer, type Socket } from 'node:net';
import { announce } from './serving.ts';

const BODY = 'thirty-six bytes of body, no less. \n';
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
const HEAD_END = '\r\n\r\n';

const delay = Number(process.argv[2]);

function serve(socket: Socket): void {
  let unfinished = '';
  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    const heads = (unfinished + chunk.toString('latin1')).split(HEAD_END);
    unfinished = heads.pop() ?? '';
    const answers = ANSWER.repeat(heads.length);
    if (delay === 0) socket.write(answers);
    else setTimeout(() => socket.write(answers), delay);
  });
  // A client that hangs up has what it wanted.
  socket.on('error', () => socket.destroy());
}

const server = createServer(serve);
server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  announce({ urls: [`http://127.0.0.1:${address.port}`] });
});
