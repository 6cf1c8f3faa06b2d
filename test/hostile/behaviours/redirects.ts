import { onRequests } from '../../servers/raw-server.ts';
import type { Behaviour } from './behaviour.ts';
import { leadsTo, OK, says, saysAt, tcp } from './peers.ts';
import type { World } from '../world.ts';

/** Only these may travel to another origin, with what each request needs. */
const TRAVELLERS = /^(?:GET .*|(?:host|connection|accept|accept-language|accept-encoding|user-agent):.*)$/u;

const SECRETS = {
  authorization: 'Bearer secret',
  cookie: 'a=secret',
  'x-token': 'secret',
  accept: 'text/html',
};

/** Two origins that redirect to each other and back: 418 tells that a header has come along that may not. */
async function thereAndBack(world: World): Promise<string> {
  const origins: string[] = [];
  const stranger = await world.tcp((socket) => {
    onRequests(socket, (head) => {
      socket.write(isClean(head) ? leadsTo(`${origins[0]}/back`) : teapot());
    });
  });
  origins[0] = await world.tcp((socket) => {
    onRequests(socket, (head) => {
      const isBack = head.startsWith('GET /back ');
      if (isBack) socket.write(isClean(head) ? OK : teapot());
      else socket.write(head.includes('Bearer secret') ? leadsTo(`${stranger}/`) : teapot());
    });
  });
  return `${origins[0]}/`;
}

/** Answers only whom the user info of its URL let in; it leads to a stranger, who must not be told. */
async function userInfo(world: World): Promise<string> {
  const stranger = await world.tcp((socket) => {
    onRequests(socket, (head) => socket.write(head.includes('authorization') ? teapot() : OK));
  });
  const basic = `authorization: Basic ${Buffer.from('user:secret').toString('base64')}`;
  const origin = await world.tcp((socket) => {
    onRequests(socket, (head) => socket.write(head.includes(basic) ? leadsTo(`${stranger}/`) : teapot()));
  });
  return `${origin.replace('http://', 'http://user:secret@')}/`;
}

function isClean(head: string): boolean {
  return head.split('\r\n').every((line) => TRAVELLERS.test(line)) && head.includes('accept: text/html');
}

function teapot(): string {
  return "HTTP/1.1 418 I'm a teapot\r\ncontent-length: 0\r\n\r\n";
}

export const REDIRECTS: readonly Behaviour[] = [
  {
    name: 'a loop',
    url: saysAt({ '/': leadsTo('/a'), '/a': leadsTo('/') }),
    outcome: 'redirect_loop',
    attempts: 2,
  },
  { name: 'a loop onto itself', url: saysAt({ '/': leadsTo('/') }), outcome: 'redirect_loop' },
  {
    name: 'a chain without end',
    url: saysAt({ '/': leadsTo('/1'), '/1': leadsTo('/2'), '/2': leadsTo('/3'), '/3': leadsTo('/4') }),
    outcome: 'too_many_redirects',
    attempts: 4,
  },
  {
    name: 'a chain of as many as are followed',
    url: saysAt({ '/': leadsTo('/1'), '/1': leadsTo('/2'), '/2': leadsTo('/3') }),
    outcome: 200,
    attempts: 4,
  },
  {
    name: 'no Location',
    url: says('HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'bad_redirect',
  },
  {
    name: 'two Locations',
    url: says('HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n'),
    outcome: 'bad_redirect',
  },
  { name: 'a Location that is no URL', url: says(leadsTo('http://[')), outcome: 'bad_redirect' },
  { name: 'a Location with port 65536', url: says(leadsTo('http://a.test:65536/')), outcome: 'bad_redirect' },
  { name: 'a Location of 17 KB', url: says(leadsTo(`/${'x'.repeat(17_000)}`)), outcome: 'bad_redirect' },
  { name: 'a Location to a file', url: says(leadsTo('file:///etc/passwd')), outcome: 'unsupported_scheme' },
  { name: 'a Location to data', url: says(leadsTo('data:text/html,hello')), outcome: 'unsupported_scheme' },
  { name: 'a Location to FTP', url: says(leadsTo('ftp://127.0.0.1/')), outcome: 'unsupported_scheme' },
  {
    name: 'a Location to a script',
    url: says(leadsTo('javascript:alert(1)')),
    outcome: 'unsupported_scheme',
  },
  {
    name: '300',
    url: says('HTTP/1.1 300 Multiple Choices\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n'),
    outcome: 300,
  },
  {
    name: '304 with a Location',
    url: says('HTTP/1.1 304 Not Modified\r\nlocation: /a\r\n\r\n'),
    outcome: 304,
  },
  {
    name: 'to another origin and back: secrets go nowhere, also not when it leads home',
    url: thereAndBack,
    outcome: 200,
    attempts: 3,
    request: { headers: SECRETS },
  },
  { name: 'of one that is let in by its URL, to a stranger', url: userInfo, outcome: 200, attempts: 2 },
  {
    name: 'from https to http',
    url: async (world) => {
      const plain = await world.tcp(() => {});
      const origin = await world.secure('good', (socket) => {
        onRequests(socket, () => socket.write(leadsTo(plain)));
      });
      return `${origin}/`;
    },
    outcome: 'bad_redirect',
  },
  {
    name: 'from https to http, where that is allowed',
    url: async (world) => {
      const plain = await tcp((socket) => onRequests(socket, () => socket.write(OK)))(world);
      const origin = await world.secure('good', (socket) => {
        onRequests(socket, () => socket.write(leadsTo(plain)));
      });
      return `${origin}/`;
    },
    outcome: 200,
    attempts: 2,
    options: { allowDowngrade: true },
  },
];
