import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { PageReply } from '../../src/demo/page-reply.ts';
import { startOrigins } from '../../src/demo/origins.ts';
import { listen } from '../support/port.ts';

const reply = (): PageReply => ({ latency: 0, answer: 'reset' });

test('all or none: where one cannot be started, the others are closed', async () => {
  const first = createServer();
  const second = createServer();
  const taken = await listen(first);
  const free = await listen(second);
  await new Promise((resolve) => {
    second.close(resolve);
  });
  try {
    const settings = [
      { port: free, reply },
      { port: taken, reply },
    ];
    await expect(startOrigins(settings)).rejects.toThrow(/EADDRINUSE/);
    const site = await startOrigins([{ port: free, reply }]);
    expect(site.origins).toEqual([`http://127.0.0.1:${free}`]);
    await site.close();
  } finally {
    first.close();
  }
});
