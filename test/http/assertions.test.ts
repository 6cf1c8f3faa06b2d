import { expect, test } from 'vitest';
import { answering } from '../servers/raw-server.ts';
import { failureOf, useRawServer, useTransport } from './support.ts';

// Node's assertions parse the whole bundle to quote what was asserted, for 5 seconds and more, in which nothing else goes on.
test('an answer that the client asserts not to get does not keep the processor busy', async () => {
  const server = await useRawServer(answering('HTTP/1.1 099 No\r\n\r\n'));
  const { run } = useTransport();
  const before = process.cpuUsage();
  expect(failureOf(await run(server.origin)).code).toBe('malformed_response');
  const { user, system } = process.cpuUsage(before);
  expect(user + system).toBeLessThan(2_000_000);
});
