import { systemClock } from '../../src/util/clock.ts';
import type { NameAnswer, NameOptions, Names, NamesAhead, NameStats } from '../../src/core/names.ts';
import { HostNames } from '../../src/names/host-names.ts';

const NAME_OPTIONS: NameOptions = {
  resolver: 'auto',
  dnsServer: undefined,
  hostsFile: true,
  patience: 15_000,
};

/** Names as a run has them; they are to be closed. */
export function namesOfRun(options: Partial<NameOptions> = {}): HostNames {
  return new HostNames({ ...NAME_OPTIONS, ...options }, systemClock);
}

/** Names that a test answers for: each is asked for at once, and answered when `answer` is called. */
export function namesBy(lookUp: (host: string, answer: (answer: NameAnswer) => void) => void): Names {
  return {
    lookUp: (host, waiter) => {
      lookUp(host, (answer) => waiter.onAnswer(answer));
      return 'asked';
    },
  };
}

/** For runs in which no name is looked up. */
export const NO_NAMES: Names = {
  lookUp: (host) => {
    throw new Error(`${host} is looked up`);
  },
};

/** For schedules without look-ups ahead. */
export const NO_NAMES_AHEAD: NamesAhead = {
  hostOf: () => undefined,
  lookUpAhead: () => false,
  forgetSilence: () => {},
};

export const NO_LOOKUPS: NameStats = { own: 0, system: 0, unanswered: 0, servers: [] };
