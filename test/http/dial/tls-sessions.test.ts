import { expect, test } from 'vitest';
import { TlsSessions } from '../../../src/http/dial/tls-sessions.ts';

test('the session that was used longest ago is forgotten when there are too many', () => {
  const sessions = new TlsSessions();
  const session = Buffer.from('session');
  for (let peer = 0; peer < 256; peer += 1) sessions.remember(`${peer}:443`, session);
  expect(sessions.get('0:443')).toBe(session);
  sessions.remember('new:443', session);
  expect(sessions.get('0:443')).toBe(session);
  expect(sessions.get('1:443')).toBeUndefined();
  sessions.forget('0:443');
  expect(sessions.get('0:443')).toBeUndefined();
});
