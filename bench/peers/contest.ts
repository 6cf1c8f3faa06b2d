import { join } from 'node:path';
import { measureCommand } from '../measure/command.ts';
import type { Contender } from '../measure/interleave.ts';
import type { Job, Peer, Reading } from './peer.ts';

/** One run of a peer: what the whole process cost, and what it says of itself. */
export type Sample = Reading & {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of user and system time. */
  readonly cpu: number;
};

/**
 * A peer set to a job.
 * @param least the fewest URLs that count as the job done; all of them, unless the tool rounds
 */
export function contender(peer: Peer, job: Job, least = job.urls.length): Contender<Sample> {
  return {
    name: peer.name,
    run: async () => {
      const stdout = join(job.scratch, 'stdout');
      const cost = await measureCommand(peer.prepare(job), stdout, job.scratch);
      const reading = peer.read(stdout, job);
      if (reading.done < least) throw new Error(`${peer.name} fetched ${reading.done} of ${least} URLs`);
      return { ...reading, ...cost };
    },
  };
}
