import type { Hop } from '../../core/hop.ts';
import { DecodedBody } from './body-decode.ts';
import { DigestedBody } from './body-digest.ts';
import { DISCARD } from './body-discard.ts';
import { FileBody } from './body-file.ts';
import { MeasuredBody } from './body-measure.ts';
import { MemoryBody } from './body-memory.ts';
import { type DecoderMemory, GatedBody } from './body-gate.ts';
import type { BodyListener, BodySink } from './body-sink.ts';
import type { ContentCoding } from './content-coding.ts';
import type { Descriptors } from '../pool/descriptors.ts';

/** What is done with bodies. */
export type BodyRule = {
  /** Whether content codings are undone. */
  readonly decompress: boolean;
  /** Whether they are kept in memory, or counted and dropped. */
  readonly keepBody: boolean;
  /** Whether their digests are told; that of a saved one always is. */
  readonly sha256: boolean;
  /** Longest body taken, decoded. */
  readonly maxBodyBytes: number;
  /** Lets decoders have their memory. */
  readonly memory: DecoderMemory;
  /** Where a file waits that cannot be opened yet. */
  readonly descriptors: Descriptors;
};

/**
 * What the body of a response runs into: (if its decoders need much memory) the gate, a decoder for each coding, the measure, and the place where it belongs.
 * @param codings in the order in which they are undone
 * @param savedAs path of the file that takes it; undefined if none does
 */
export function openBody(
  codings: readonly ContentCoding[],
  savedAs: string | undefined,
  { origin }: Hop,
  rule: BodyRule,
  listener: BodyListener,
): BodySink {
  let file: FileBody | undefined;
  // Each has its word from the one behind it.
  const open = (nth: number, before: BodyListener): BodySink => {
    const coding = codings[nth];
    if (coding) return new DecodedBody(coding, origin, before, (decoder) => open(nth + 1, decoder));
    if (savedAs !== undefined) file = new FileBody(savedAs, before, rule.descriptors);
    return new MeasuredBody(file ?? inMemory(rule), rule.maxBodyBytes, origin, before);
  };
  if (!codings.some((coding) => coding.window() > 0)) return open(0, listener);
  const admission = {
    memory: rule.memory,
    need: (start: Buffer) => windowsOf(codings, start),
    isPlaced: (otherwise: () => void) => file === undefined || file.isOpen(otherwise),
  };
  return new GatedBody(admission, listener, (gated) => open(0, gated));
}

/** Only the outermost coding shows its start. */
function windowsOf(codings: readonly ContentCoding[], start: Buffer): number {
  return codings.reduce((sum, coding, nth) => sum + (nth === 0 ? coding.window(start) : coding.window()), 0);
}

function inMemory({ keepBody, sha256 }: BodyRule): BodySink {
  const place = keepBody ? new MemoryBody() : DISCARD;
  return sha256 ? new DigestedBody(place) : place;
}
