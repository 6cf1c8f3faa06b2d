import type { CommandResult, CommandRun } from '../comparison.ts';
import type { Runner } from './runner.ts';
import type { CommandTime } from './shell-command.ts';

/** How a command is told of. */
export type CommandName = Pick<CommandResult, 'name' | 'command'>;

/** Runs an external command. */
export class CommandRunner implements Runner {
  readonly kind = 'command';
  readonly name: string;
  /** The line as it is recorded. */
  readonly command: string;
  readonly runs: CommandRun[] = [];
  readonly #time: () => Promise<CommandTime>;
  #last: CommandRun | undefined;

  /** @param time runs the command once */
  constructor({ name, command }: CommandName, time: () => Promise<CommandTime>) {
    this.name = name;
    this.command = command;
    this.#time = time;
  }

  get walls(): readonly number[] {
    const hasFailed = this.runs.some(({ exitCode }) => exitCode !== 0);
    return hasFailed ? [] : this.runs.map(({ wall }) => wall);
  }

  get unanswered(): undefined {
    return undefined;
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
