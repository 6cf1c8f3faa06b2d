import { expect, test } from 'vitest';
import { endpointOf } from '../../../src/http/dial/endpoint.ts';

test.each([
  ['http://a.example', { secure: false, host: 'a.example', port: 80, family: 0, label: 'a.example:80' }],
  ['https://a.example', { secure: true, host: 'a.example', port: 443, family: 0, label: 'a.example:443' }],
  ['https://a.example:80', { secure: true, host: 'a.example', port: 80, family: 0, label: 'a.example:80' }],
  [
    'http://192.0.2.1:8080',
    { secure: false, host: '192.0.2.1', port: 8080, family: 4, label: '192.0.2.1:8080' },
  ],
  [
    'http://[2001:db8::1]',
    { secure: false, host: '2001:db8::1', port: 80, family: 6, label: '[2001:db8::1]:80' },
  ],
])('%s', (origin, endpoint) => {
  expect(endpointOf(origin)).toEqual(endpoint);
});
