import type { AlarmMaker } from '../../src/util/alarm.ts';

/** Time that passes when the test says so. One alarm, as a scheduler has. */
export class FakeTime {
  now = 1_000_000;
  /** What chance brings, from 0 to 1. */
  chance = 1;
  #ringsAt = Infinity;
  #ring: () => void = () => {};

  readonly tools = {
    clock: () => this.now,
    random: () => this.chance,
    alarm: ((ring) => {
      this.#ring = ring;
      return {
        set: (at) => {
          this.#ringsAt = at;
        },
        clear: () => {
          this.#ringsAt = Infinity;
        },
      };
    }) satisfies AlarmMaker,
  };

  /** When the alarm is set to ring; `Infinity` if it is not. */
  get ringsAt(): number {
    return this.#ringsAt;
  }

  /** Lets time pass, and the alarm ring as often as it is set meanwhile. */
  pass(milliseconds: number): void {
    const until = this.now + milliseconds;
    while (this.#ringsAt <= until) {
      this.now = Math.max(this.now, this.#ringsAt);
      this.#ringsAt = Infinity;
      this.#ring();
    }
    this.now = until;
  }
}
