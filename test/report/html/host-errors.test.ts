import { expect, test } from 'vitest';
import { errorsTable, HostErrors } from '../../../src/report/html/host-errors.ts';
import { failureOutcome, responseOutcome } from '../../compare/fake-run.ts';

function errorsOf(...outcomes: Parameters<HostErrors['add']>[0][]): HostErrors {
  const errors = new HostErrors();
  for (const outcome of outcomes) errors.add(outcome);
  return errors;
}

const refused = failureOutcome(1, 0, 10, 'connection_refused');
const missing = { ...responseOutcome(2, 0, 10), url: 'https://b.example:8443/x', status: 404 };

test('counts failures and refusals by host, the most first', () => {
  const errors = errorsOf(missing, { ...missing, status: 500 }, missing, refused, responseOutcome(3, 0, 5));
  expect(errorsTable([{ name: 'run', errors }])).toMatchObject({
    columns: ['Host', 'Errors', 'Of which'],
    rows: [
      ['https://b.example:8443', '3', '2 × 404, 1 × 500'],
      ['http://host-1.example', '1', '1 × connection_refused'],
    ],
  });
});

test('names the contender where there are several, and puts what has no host together', () => {
  const unsent = { ...refused, url: 'not a URL' };
  const table = errorsTable([
    { name: 'async:4', errors: errorsOf(unsent) },
    { name: 'sequential', errors: errorsOf() },
  ]);
  expect(table.rows).toEqual([['no host', 'async:4', '1', '1 × connection_refused']]);
});

test('its table has a bound, and says what it leaves out', () => {
  const errors = errorsOf();
  for (let n = 0; n < 11_000; n++) errors.add({ ...refused, url: `https://h${n}.example/` });
  const { rows, caption } = errorsTable([{ name: 'run', errors }]);
  expect(rows).toHaveLength(200);
  expect(rows[0]).toEqual(['other hosts', '1,000', '1,000 × connection_refused']);
  expect(caption).toMatch(/; 9,801 more hosts are left out$/);
});
