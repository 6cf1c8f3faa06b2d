/** The names and messages that undici gives its errors; that it does give them shows in framing.test.ts. */
import { expect, test } from 'vitest';
import { faultOf } from '../../../src/http/undici/undici-errors.ts';

const error = (fields: object, message = 'why') => Object.assign(new Error(message), fields);

test.each([
  [error({ name: 'HTTPParserError' }), { kind: 'malformed', reason: 'why' }],
  [error({ name: 'HTTPParserError' }, 'Invalid EOF state'), { kind: 'closed' }],
  [error({ code: 'UND_ERR_SOCKET' }, 'other side closed'), { kind: 'closed' }],
  [error({ code: 'UND_ERR_SOCKET' }, 'bad response'), { kind: 'malformed', reason: expect.any(String) }],
  [error({ code: 'UND_ERR_SOCKET' }, 'bad upgrade'), { kind: 'malformed', reason: expect.any(String) }],
  [error({ code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' }), { kind: 'length' }],
  [error({ code: 'UND_ERR_HEADERS_OVERFLOW' }), { kind: 'head_too_large' }],
  [error({ code: 'ERR_ASSERTION' }), { kind: 'malformed', reason: expect.any(String) }],
  [error({ code: 'ECONNRESET' }), { kind: 'system', code: 'ECONNRESET' }],
  [error({}), { kind: 'system', code: '' }],
])('%s', (cause, fault) => {
  expect(faultOf(cause)).toEqual(fault);
});
