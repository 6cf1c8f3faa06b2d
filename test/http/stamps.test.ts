import { expect, test } from 'vitest';
import { timingsOf } from '../../src/http/stamps.ts';

const REACHED = { startedAt: 1000, readyAt: 1010, sentAt: 1011, headAt: 1051, endedAt: 1054.0004 };

test.each([
  ['on a reused connection', REACHED, undefined, { send: 1, wait: 40, receive: 3, total: 54 }],
  [
    'on a fresh connection',
    REACHED,
    { dns: 2, connect: 3.00049, tls: 5 },
    { dns: 2, connect: 3, tls: 5, send: 1, wait: 40, receive: 3, total: 54 },
  ],
  [
    'that failed while connecting',
    { ...REACHED, readyAt: 0, sentAt: 0, headAt: 0 },
    { dns: 2, connect: 52 },
    { dns: 2, connect: 52, total: 54 },
  ],
  ['that failed while sending', { ...REACHED, sentAt: 0, headAt: 0 }, undefined, { send: 44, total: 54 }],
  ['that failed while waiting', { ...REACHED, headAt: 0 }, undefined, { send: 1, wait: 43, total: 54 }],
])('an attempt %s', (_name, stamps, dial, timings) => {
  expect(timingsOf(stamps, dial)).toEqual(timings);
});
