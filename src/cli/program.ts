import { Command, CommanderError, Option } from 'commander';
import { UsageError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';
import { COMPARE_FLAGS, DEMO_FLAGS, FETCH_FLAGS, REPORT_FLAGS, SERVE_FLAGS } from './flags/command-flags.ts';
import type { CompareFlags } from './commands/compare-command.ts';
import type { DemoFlags } from './commands/demo-command.ts';
import { exitCodeOf, OK } from './exit-code.ts';
import { complain } from './fault.ts';
import type { FetchFlags } from './session/fetch-plan.ts';
import type { Flag, FlagGroup } from './flags/flag.ts';
import {
  COMPARE_HELP,
  DEMO_HELP,
  FETCH_HELP,
  type Help,
  OVERLAP_HELP,
  REPORT_HELP,
  SERVE_HELP,
} from './flags/help.ts';
import type { Io } from './io.ts';
import { commandMeant } from './flags/misspelt-command.ts';
import type { ReportFlags } from './commands/report-command.ts';
import type { ServeFlags } from './commands/serve-command.ts';
import { print } from './terminal/stdout.ts';
import { columnsOf } from './terminal/terminal.ts';

/**
 * Reads the command line and carries the command out. A command's modules are loaded when it is called, so
 * that `--help` and `--version` do not wait for them.
 * @param argv without the program's own name
 * @returns the exit code
 * @throws {UsageError} the command line makes no sense
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = OK;
  let help = '';
  const program = emptyProgram(io, (text) => {
    help += text;
  });

  addCommand(program, 'fetch', FETCH_HELP, FETCH_FLAGS)
    .argument('[SOURCE...]')
    .action(async (sources: string[], flags: FetchFlags) => {
      const { fetchCommand } = await import('./commands/fetch-command.ts');
      exitCode = await fetchCommand(sources, flags, io);
    });
  addCommand(program, 'compare', COMPARE_HELP, COMPARE_FLAGS)
    .argument('[SOURCE...]')
    .action(async (sources: string[], flags: CompareFlags) => {
      const { compareCommand } = await import('./commands/compare-command.ts');
      exitCode = await compareCommand(sources, flags, io);
    });
  addCommand(program, 'demo', DEMO_HELP, DEMO_FLAGS).action(async (flags: DemoFlags) => {
    const { demoCommand } = await import('./commands/demo-command.ts');
    exitCode = await demoCommand(flags, io);
  });
  addCommand(program, 'serve', SERVE_HELP, SERVE_FLAGS).action(async (flags: ServeFlags) => {
    const { serveCommand } = await import('./commands/serve-command.ts');
    exitCode = await serveCommand(flags, io);
  });
  addCommand(program, 'report', REPORT_HELP, REPORT_FLAGS)
    .argument('<RECORDS>')
    .action(async (records: string, flags: ReportFlags) => {
      const { reportCommand } = await import('./commands/report-command.ts');
      exitCode = await reportCommand(records, flags, io);
    });

  const [first = ''] = argv;
  const meant = commandMeant(first, ['help', ...program.commands.map((command) => command.name())]);
  if (meant !== undefined) {
    throw new UsageError(`there is no command ${first}; did you mean overlap ${meant}?`);
  }
  try {
    await program.parseAsync(withPresets(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are thrown, too.
    if (error.exitCode !== 0) throw new UsageError(inOurWords(error, commandIn(argv, program)));
  }
  return help === '' ? exitCode : printHelp(help, io);
}

/**
 * A flag that is given without its optional value gets the one that it then stands for. Otherwise it would take the
 * SOURCE behind it for its value.
 */
function withPresets(argv: readonly string[]): string[] {
  const presets = new Map<string, string>();
  for (const { flags, preset } of FETCH_FLAGS.flatMap((group) => group.flags)) {
    if (preset !== undefined) presets.set(new Option(flags).long ?? flags, preset);
  }
  const end = argv.indexOf('--');
  return argv.map((argument, index) => {
    const preset = end < 0 || index < end ? presets.get(argument) : undefined;
    return preset === undefined ? argument : `${argument}=${preset}`;
  });
}

/** @returns the exit code */
async function printHelp(text: string, io: Io): Promise<number> {
  const reason = await print(text, io);
  if (reason?.kind === 'unwritable') complain(reason.message, io);
  return exitCodeOf(reason, 0);
}

/** @param writeOut called with the help, or the version, when that is asked for */
function emptyProgram(io: Io, writeOut: (text: string) => void): Command {
  return new Command('overlap')
    .description(OVERLAP_HELP.description)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [COMMAND]', 'print the help of a command')
    .addHelpText('after', OVERLAP_HELP.after)
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut,
      // Errors are thrown, and whoever catches them says so.
      writeErr: () => {},
      getOutHelpWidth: () => columnsOf(io.stdout),
    });
}

function addCommand(program: Command, name: string, help: Help, groups: readonly FlagGroup[]): Command {
  const command = program
    .command(name, { isDefault: name === 'fetch' })
    .description(help.description)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', help.after);
  for (const { heading, flags } of groups) {
    for (const each of flags) command.addOption(toOption(each).helpGroup(heading));
  }
  return command;
}

/** A flag whose value may have a name of its own. */
class NamedOption extends Option {
  readonly #attribute: string | undefined;

  constructor(flags: string, help: string, attribute: string | undefined) {
    super(flags, help);
    this.#attribute = attribute;
  }

  override attributeName(): string {
    return this.#attribute ?? super.attributeName();
  }
}

/** What is wrong with a value is said with the flag's name. */
function toOption({ flags, help, attribute, parse, repeatable }: Flag): Option {
  const option = new NamedOption(flags, help, attribute);
  if (!parse && !repeatable) return option;
  return option.argParser((text: string, before: unknown): unknown => {
    try {
      const value = parse ? parse(text) : text;
      if (!repeatable) return value;
      return Array.isArray(before) ? [...before, value] : [value];
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`${option.long}: ${error.message}`);
      throw error;
    }
  });
}

/** The command that is called by its name, with a space in front; empty if none is. */
function commandIn([first = '']: readonly string[], program: Command): string {
  return program.commands.some((command) => command.name() === first) ? ` ${first}` : '';
}

/** `error: unknown option '--jsn'\n(Did you mean --json?)` without its frame. */
function inOurWords({ code, message }: CommanderError, command: string): string {
  if (code === 'commander.help') return 'there is no such command; see overlap --help';
  const [what = '', ...hints] = message.replace(/^error: /, '').split('\n');
  // The value of a flag that is misspelt may be a secret.
  const flag = what.replace(/^(unknown option '[^'=]*)=.*'$/s, "$1'");
  const hint = hints.join(' ').replace(/^\(Did you mean (.*)\?\)$/, 'did you mean $1?');
  return `${flag.replace(/\.$/, '')}; ${hint || `see overlap${command} --help`}`;
}
