import type { BodySink } from './body-sink.ts';

/** Where bodies go that nobody wants. It holds nothing, so one serves all. */
export const DISCARD: BodySink = {
  write: () => true,
  end: () => true,
  describe: () => {},
  drop: (done) => done(),
};
