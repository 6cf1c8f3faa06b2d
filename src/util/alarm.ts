import type { Clock } from './clock.ts';
import { LONGEST_TIMER } from './longest-timer.ts';

/** Rings once at a time that can be moved. Injected where a test has a clock of its own. */
export interface Alarm {
  /** Rings at `at`, milliseconds since the epoch, instead of whenever it was set to before. */
  set(at: number): void;
  clear(): void;
}

/** Makes an alarm that calls `ring`. */
export type AlarmMaker = (ring: () => void) => Alarm;

/** An alarm by `setTimeout`. It may ring early by less than a millisecond; who it wakes looks at the clock. */
export function systemAlarm(clock: Clock): AlarmMaker {
  return (ring) => {
    let timer: NodeJS.Timeout | undefined;
    return {
      set(at) {
        clearTimeout(timer);
        timer = setTimeout(ring, Math.min(LONGEST_TIMER, Math.max(1, Math.ceil(at - clock()))));
      },
      clear() {
        clearTimeout(timer);
        timer = undefined;
      },
    };
  };
}
