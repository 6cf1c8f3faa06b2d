/** Milliseconds of a turn of the event loop after which each socket is read from only once more. */
const FAIR_SHARE = 10;

/** What reads from a socket, a piece at a time. */
export interface TurnReader {
  /** The turn in which it has read last, and whether it waits for the next one. For `mayRead` alone. */
  turn: number;
  isHeld: boolean;
  /** Its turn has come again. */
  readOn(): void;
}

let turn = 1;
/** When somebody first read in this turn; -1 if nobody has. */
let startedAt = -1;
let held: TurnReader[] = [];

/**
 * Whether a socket may be read from now; if not, its reader is told in the next turn. Node would go on for 32 pieces of
 * 64 KiB, and a peer that sends a million chunks of a byte without end would keep all timers waiting meanwhile: deadlines, and
 * everybody else's requests.
 */
export function mayRead(reader: TurnReader): boolean {
  if (startedAt < 0) {
    startedAt = performance.now();
    setImmediate(endTurn);
  }
  if (reader.turn !== turn) {
    reader.turn = turn;
    return true;
  }
  if (performance.now() - startedAt < FAIR_SHARE) return true;
  if (!reader.isHeld) held.push(reader);
  reader.isHeld = true;
  return false;
}

function endTurn(): void {
  turn += 1;
  startedAt = -1;
  const readers = held;
  held = [];
  for (const reader of readers) {
    reader.isHeld = false;
    reader.readOn();
  }
}
