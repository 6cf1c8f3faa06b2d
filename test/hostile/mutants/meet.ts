import { fetchAll } from '../../../src/fetch-all.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { onRequests, RawServer } from '../../servers/raw-server.ts';
import { mutantAnswer } from './answer.ts';

/** A server that gives the mutant of its number to each request, `/12` say, and then closes. */
export function mutantServer(): Promise<RawServer> {
  return RawServer.start((socket) => {
    onRequests(socket, (head) => {
      const number = Number(head.split(' ')[1]?.slice(1));
      socket.end(Buffer.from(mutantAnswer(number), 'latin1'));
    });
  });
}

/** What comes of the mutants from 1 to `count`; each outcome is handed on and not kept. */
export async function meetMutants(
  count: number,
  strategy: string,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const server = await mutantServer();
  function* urls(): Generator<string> {
    for (let number = 1; number <= count; number += 1) yield `${server.origin}/${number}`;
  }
  const policy = { retries: 0, hostFailures: 'unlimited', follow: false } as const;
  try {
    const run = fetchAll(urls(), { strategy, ...policy, perHost: { concurrency: 'unlimited' } });
    for await (const outcome of run) onOutcome(outcome);
    await server.emptied();
  } finally {
    await server.close();
  }
}
