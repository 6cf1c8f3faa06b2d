import type { CommandRun } from './comparison.ts';
import type { Runner } from './runner.ts';
import type { CommandTime } from './shell-command.ts';

/** Runs an external command. */
export class CommandRunner implements Runner {
  readonly kind = 'command';
  readonly spec: string;
  readonly runs: CommandRun[] = [];
  readonly #time: () => Promise<CommandTime>;
  #last: CommandRun | undefined;

  /** @param time runs the command once */
  constructor(spec: string, time: () => Promise<CommandTime>) {
    this.spec = spec;
    this.#time = time;
  }

  get walls(): readonly number[] {
    return this.runs.map(({ wall }) => wall);
  }

  async run(round: number): Promise<void> {
    this.#last = { round, ...(await this.#time()) };
  }

  keep(): void {
    if (this.#last) this.runs.push(this.#last);
    this.#last = undefined;
  }

  async close(): Promise<void> {}
}
