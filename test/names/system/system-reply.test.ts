import { describe, expect, test } from 'vitest';
import { systemAnswer } from '../../../src/names/system/system-reply.ts';

const TRY_TIME = 5000;

describe('what getaddrinfo said', () => {
  test('are addresses with their families', () => {
    const answer = systemAnswer({ host: 'a.test', addresses: ['192.0.2.1', '2001:db8::1'] }, TRY_TIME);
    expect(answer).toEqual({
      ok: true,
      addresses: [
        { address: '192.0.2.1', family: 4 },
        { address: '2001:db8::1', family: 6 },
      ],
    });
  });

  test.each([
    ['ENOTFOUND', 1, 'not_found'],
    ['ENOTFOUND', 20_000, 'not_found'],
    // A server that fails says so at once, one that is silent is waited for.
    ['EAI_AGAIN', 3, 'failed'],
    ['EAI_AGAIN', 4998, 'timeout'],
    ['EAI_AGAIN', 10_010, 'timeout'],
    ['EAI_FAIL', 10_010, 'failed'],
  ])('%s after %d ms is %s', (code, lasted, kind) => {
    expect(systemAnswer({ host: 'a.test', code, lasted }, TRY_TIME)).toEqual({
      ok: false,
      fault: { kind, reason: code },
    });
  });
});
