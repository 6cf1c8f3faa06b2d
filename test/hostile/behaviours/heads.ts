import type { Behaviour } from './behaviour.ts';
import { floods, OK, says, saysAndCloses } from './peers.ts';

/** RFC 9112 §2 to §5. */
export const HEADS: readonly Behaviour[] = [
  { name: 'not HTTP', url: says('SSH-2.0-OpenSSH_9.2\r\n\r\n'), outcome: 'malformed_response' },
  { name: 'HTTP/0.9', url: saysAndCloses('<html>hello</html>'), outcome: 'malformed_response' },
  {
    name: 'the claim to be HTTP/0.9',
    url: says('HTTP/0.9 200 OK\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'HTTP/2 without being asked',
    url: says('HTTP/2.0 200 OK\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  { name: 'binary rubbish', url: says(Buffer.alloc(1000, 0xff)), outcome: 'malformed_response' },
  {
    name: 'a status that is no number',
    url: says('HTTP/1.1 abc OK\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'status 000',
    url: says('HTTP/1.1 000 None\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'a status of four digits',
    url: says('HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'an unknown status',
    url: says('HTTP/1.1 799 Strange\r\ncontent-length: 0\r\n\r\n'),
    outcome: 799,
  },
  {
    name: 'a NUL in a header',
    url: says('HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'a bare CR in a header',
    url: says('HTTP/1.1 200 OK\r\nx: a\rb\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'a header without a colon',
    url: says('HTTP/1.1 200 OK\r\nnonsense\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'a space before a colon',
    url: says('HTTP/1.1 200 OK\r\nx : y\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'a header that is folded over two lines',
    url: says('HTTP/1.1 200 OK\r\nx: a\r\n b\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'lines that end in LF alone',
    url: says('HTTP/1.1 200 OK\ncontent-length: 0\n\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'one huge header',
    url: says(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\ncontent-length: 0\r\n\r\n`),
    outcome: 'headers_too_large',
  },
  {
    name: 'headers without end',
    url: floods('HTTP/1.1 200 OK\r\n', `x: ${'a'.repeat(50)}\r\n`.repeat(100)),
    outcome: 'headers_too_large',
  },
  {
    name: 'a reason without end',
    url: floods('HTTP/1.1 200 ', 'a'.repeat(5000)),
    outcome: 'headers_too_large',
  },
  {
    name: 'informational answers without end',
    url: floods('', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)),
    outcome: 'headers_too_large',
  },
  {
    name: '103 before the answer',
    url: says(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${OK}`),
    outcome: 200,
  },
  { name: '100 before the answer, unasked', url: says(`HTTP/1.1 100 Continue\r\n\r\n${OK}`), outcome: 200 },
  {
    name: 'an unasked 101',
    url: says('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'escape sequences in the reason and in a header',
    url: says('HTTP/1.1 200 \u001b[31mOK\r\ncontent-type: text/\u001b[31mplain\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'malformed_response',
  },
  {
    name: 'C1 controls, and what a spreadsheet takes for a formula',
    url: says(
      Buffer.from(
        'HTTP/1.1 200 =1+1\r\ncontent-type: =1+\u009b31m\u0085\r\ncontent-length: 0\r\n\r\n',
        'latin1',
      ),
    ),
    outcome: 200,
  },
];
