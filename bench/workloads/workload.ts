import type { Peer } from '../peers/peer.ts';
import type { Programs } from '../programs/bundle.ts';
import type { Table } from '../report/table.ts';
import type { Target } from '../report/target.ts';

/** What a workload runs with. */
export type Setting = {
  /** A folder for lists and outputs. */
  readonly scratch: string;
  readonly programs: Programs;
  /** Small counts and few rounds: shows that everything works, and measures nothing. */
  readonly quick: boolean;
  /** Whether a peer is on this machine. */
  readonly has: (peer: Peer) => boolean;
  /** Says how far the work is. */
  readonly progress: (line: string) => void;
};

/** What came of a workload. */
export type Section = {
  /** What was served and asked for. */
  readonly notes: readonly string[];
  readonly table: Table;
  readonly targets: readonly Target[];
};

export type Workload = {
  readonly letter: string;
  readonly title: string;
  readonly run: (setting: Setting) => Promise<Section>;
};
