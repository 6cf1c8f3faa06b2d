import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Ended, SHAPES, type Shape, Storm, verdictOn } from './storm.ts';

const COUNT = 10_000;
const KILLS = 50;
/** Milliseconds within which an outcome is handed to the system. */
const ACKNOWLEDGED = 50;
/** Milliseconds from the first new record to the kill, at most. */
const LONGEST_LIFE = 250;

const PERFECT = { lost: 0, duplicated: 0, unexpected: 0 };

async function withStorm(shape: Shape, test: (storm: Storm) => Promise<void>): Promise<void> {
  const storm = await Storm.start(COUNT, shape);
  try {
    await test(storm);
  } finally {
    await storm.close();
  }
}

/** Lets a run live until some time after its first new record, and ends it by a signal. */
async function liveAndDie(storm: Storm, signal: NodeJS.Signals) {
  const before = await storm.size();
  const arrivedBefore = Uint16Array.from(storm.arrivals);
  const { child, ended } = storm.run();
  const hasGrown = await storm.grownBeyond(before, ended);
  await sleep(Math.random() * LONGEST_LIFE);
  const at = performance.now();
  const isKilled = child.kill(signal);
  const end = await ended;
  const took = performance.now() - at;
  return { hasGrown, isKilled, end, at, took, arrivedBefore };
}

/** A process that cannot end a thread in time dies of the signal itself, which is the same to a shell. */
function seenByShell({ code, signal }: Ended): number | null {
  switch (signal) {
    case 'SIGINT':
      return 130;
    case 'SIGTERM':
      return 143;
    case null:
    default:
      return code;
  }
}

describe.each(SHAPES)('10,000 requests by $spec', (shape) => {
  it('are recorded once each, although the process is killed 50 times', async () => {
    await withStorm(shape, async (storm) => {
      const sentTwice: number[] = [];
      const allowed: number[] = [];
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const { hasGrown, end, at, arrivedBefore } = await liveAndDie(storm, 'SIGKILL');
        expect({ kill, hasGrown, signal: end.signal }).toEqual({ kill, hasGrown: true, signal: 'SIGKILL' });
        const recorded = new Set(await storm.recorded());
        let unrecorded = 0;
        let justAnswered = 0;
        for (let seq = 1; seq <= COUNT; seq += 1) {
          if (storm.arrivals[seq] === arrivedBefore[seq]) continue;
          if (!recorded.has(seq)) unrecorded += 1;
          const answeredAt = storm.answeredAt[seq] ?? 0;
          if (answeredAt >= at - ACKNOWLEDGED) justAnswered += 1;
        }
        sentTwice.push(unrecorded);
        allowed.push(shape.width + justAnswered);
      }
      expect(sentTwice.filter((count, index) => count > (allowed[index] ?? 0))).toEqual([]);
      const { code } = await storm.run().ended;
      expect(code).toBe(0);
      expect(verdictOn(await storm.recorded(), COUNT)).toEqual(PERFECT);
      const surplus = storm.arrivals.reduce((sum, times) => sum + times, 0) - COUNT;
      expect(surplus).toBeLessThanOrEqual(sentTwice.reduce((sum, count) => sum + count, 0));
      console.log(
        `${shape.spec}: ${KILLS} kills, ${surplus} requests sent twice, at most ${Math.max(...sentTwice)} a kill`,
      );
    });
  });

  it('are recorded once each, although the run is interrupted 50 times', async () => {
    await withStorm(shape, async (storm) => {
      for (let stop = 1; stop <= KILLS; stop += 1) {
        const { hasGrown, end, took } = await liveAndDie(storm, stop % 2 === 0 ? 'SIGINT' : 'SIGTERM');
        expect({ stop, hasGrown, code: seenByShell(end) }).toEqual({
          stop,
          hasGrown: true,
          code: stop % 2 === 0 ? 130 : 143,
        });
        expect(end.err).toContain('give the same command again with --resume');
        expect(took).toBeLessThan(5000);
        expect(verdictOn(await storm.recorded(), COUNT)).toMatchObject({ duplicated: 0, unexpected: 0 });
      }
      const { code } = await storm.run().ended;
      expect(code).toBe(0);
      expect(verdictOn(await storm.recorded(), COUNT)).toEqual(PERFECT);
    });
  });

  it('are recorded once each, although the disk is full 50 times', async () => {
    await withStorm(shape, async (storm) => {
      // The file by which the list is known again comes first, and is some 80 KB.
      const roomForLines = Math.ceil((COUNT * 8) / 1024) + 1;
      for (let full = 1; full <= KILLS; full += 1) {
        const before = new Set(await storm.recorded());
        const room = Math.ceil((await storm.size()) / 1024) + 1 + Math.floor(Math.random() * 40);
        const { code, err } = await storm.run(full < 5 ? full * 8 : Math.max(roomForLines, room)).ended;
        expect({ full, code }).toEqual({ full, code: 1 });
        expect(err).toMatch(
          /^overlap: .*results\.jsonl(\.lines)? cannot be written: the file may not grow any larger$/m,
        );
        expect(err).toContain('give the same command again with --resume');
        const after = await storm.recorded();
        expect(verdictOn(after, COUNT)).toMatchObject({ duplicated: 0, unexpected: 0 });
        const kept = new Set(after);
        expect([...before].filter((seq) => !kept.has(seq))).toEqual([]);
      }
      const { code } = await storm.run().ended;
      expect(code).toBe(0);
      expect(verdictOn(await storm.recorded(), COUNT)).toEqual(PERFECT);
    });
  });
});
