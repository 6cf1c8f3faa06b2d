import { connect } from 'node:net';

/**
 * Asks a name server over a TCP connection of its own (RFC 7766), and closes that.
 * @param onReply receives the reply once, later, or what went wrong
 * @returns calls it off
 */
export function askOverTcp(
  host: string,
  port: number,
  message: Buffer,
  onReply: (reply: Buffer | string) => void,
): () => void {
  const socket = connect({ host, port });
  const chunks: Buffer[] = [];
  let received = 0;
  let isOver = false;
  const end = (reply: Buffer | string): void => {
    if (isOver) return;
    isOver = true;
    socket.destroy();
    onReply(reply);
  };
  socket.on('connect', () => socket.write(framed(message)));
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    // A frame has 65,537 bytes at most; a server that sends more is cut off with the first one.
    if (received < 2) return;
    const bytes = Buffer.concat(chunks);
    const length = bytes.readUInt16BE(0);
    if (bytes.length >= 2 + length) end(bytes.subarray(2, 2 + length));
  });
  socket.on('error', (error: NodeJS.ErrnoException) => end(`${error.code ?? error.message} over TCP`));
  socket.on('close', () => end('a reply over TCP that breaks off'));
  return () => {
    isOver = true;
    socket.destroy();
  };
}

/** Two bytes of length stand before each message (RFC 1035 §4.2.2). */
function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
