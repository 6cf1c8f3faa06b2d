import { expect, test } from 'vitest';
import { namesText } from '../../../src/cli/terminal/names-text.ts';
import { NO_LOOKUPS } from '../../support/names.ts';

const SERVER = ['192.0.2.1:53'];

test.each([
  [{}, []],
  [{ own: 1, servers: SERVER }, ['1 look-up of names at 192.0.2.1.']],
  [
    { own: 2000, servers: ['192.0.2.1:53', '[2001:db8::1]:5353'] },
    ['2,000 look-ups of names at 192.0.2.1, [2001:db8::1]:5353.'],
  ],
  [{ system: 3 }, ["3 look-ups of names by the system's resolver."]],
  [
    { own: 7, system: 3, servers: SERVER },
    ["10 look-ups of names at 192.0.2.1 (7) and by the system's resolver (3)."],
  ],
  [{ own: 19, unanswered: 19, servers: SERVER }, ['19 look-ups of names at 192.0.2.1.']],
  [{ own: 100, unanswered: 5, servers: SERVER }, ['100 look-ups of names at 192.0.2.1.']],
  [
    { own: 100, unanswered: 6, servers: ['[2001:db8::1]:53'] },
    [
      '100 look-ups of names at 2001:db8::1.',
      '6 of them had no answer from the name server 2001:db8::1, which tells nothing of the sites.',
    ],
  ],
  [
    { own: 20, unanswered: 20, servers: ['192.0.2.1:53', '192.0.2.2:53'] },
    [
      '20 look-ups of names at 192.0.2.1, 192.0.2.2.',
      '20 of them had no answer from the name servers 192.0.2.1, 192.0.2.2, which tells nothing of the sites.',
    ],
  ],
  [
    { system: 20, unanswered: 2 },
    [
      "20 look-ups of names by the system's resolver.",
      "2 of them had no answer from the system's name servers, which tells nothing of the sites.",
    ],
  ],
])('of %o it says %o', (stats, sentences) => {
  expect(namesText({ ...NO_LOOKUPS, ...stats })).toEqual(sentences);
});
