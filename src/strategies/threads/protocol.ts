import type { DescriptorNeed } from '../../core/descriptor-need.ts';
import type { Attempt, Hop } from '../../core/hop.ts';
import type { NameAnswer } from '../../core/names.ts';
import type { TransportOptions } from '../../http/transport-options.ts';

/** What a worker is started with. */
export type WorkerStart = {
  readonly options: TransportOptions;
  /** The main thread's, so that its time stamps and the worker's can be compared. */
  readonly clockZero: number;
};

/** What the main thread asks of a worker. Commands travel in batches, one message for each turn of the loop. */
export type WorkerCommand =
  | { readonly kind: 'run'; readonly slot: number; readonly hop: Hop }
  /** A name that the worker waits for is being asked for, or is known. */
  | { readonly kind: 'name-asked'; readonly host: string }
  | { readonly kind: 'name-answered'; readonly host: string; readonly answer: NameAnswer }
  | { readonly kind: 'close-idle'; readonly origin: string }
  /** Whether file descriptors that become free are left to other threads. */
  | { readonly kind: 'yield'; readonly isYielding: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'close' };

/** What a worker reports, in the order in which it happened. */
export type WorkerEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly slot: number; readonly attempt: Attempt; readonly kept: boolean }
  /** A name is needed: the main thread looks names up, for all threads once. */
  | { readonly kind: 'name-needed'; readonly host: string }
  | { readonly kind: 'idle-closed'; readonly origin: string }
  /** Its need for file descriptors has changed. */
  | { readonly kind: 'need'; readonly need: DescriptorNeed }
  /** Everything is closed; the thread ends by itself, at the latest when a name look-up lets go of it. */
  | { readonly kind: 'closed' };
