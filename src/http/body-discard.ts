import type { BodySink, StoredBody } from './body-sink.ts';

const NOTHING: StoredBody = {};

/** Where bodies go that nobody wants. It holds nothing, so one serves all. */
export const DISCARD: BodySink = {
  write: () => true,
  end: () => true,
  stored: () => NOTHING,
  drop: (done) => done(),
};
