import { UsageError } from '../../core/errors.ts';
import { LAST_PORT } from '../../util/port.ts';
import { parseCount } from '../../options/kinds/count.ts';
import { parseDuration } from '../../options/kinds/duration.ts';
import { parseFileName } from '../../options/kinds/path.ts';
import { EXPORT_FLAGS } from './export-flags.ts';
import type { Flag, FlagGroup } from './flag.ts';
import { optionGroup } from './option-flags.ts';
import { FAILED, parseRetryChoice } from './retry-choice.ts';
import { REQUEST_FLAGS } from './request-flags.ts';
import { parseColor, parseFactor, parseFileBeside, parseFormat, parseProgress } from './values.ts';

const atLeastOne = (text: string): number => parseCount(text);

function parseCountUpTo(text: string, most: number): number {
  const count = parseCount(text);
  if (count > most) throw new UsageError(`${text} is more than ${most}`);
  return count;
}

const COLOR: Flag = {
  flags: '--color <WHEN>',
  help: 'use colours: auto (on a terminal, unless NO_COLOR is set), always or never (default: auto)',
  parse: parseColor,
};

const QUIET: Flag = { flags: '--quiet', help: 'say nothing on the standard error but errors' };

/** Files for other people's programs. */
const VIEWERS: readonly Flag[] = [
  {
    flags: '--har <FILE>',
    help: 'write what was exchanged as an HTTP archive, for the developer tools of browsers',
    parse: parseFileBeside,
  },
  {
    flags: '--trace <FILE>',
    help: 'write the phases of each exchange as trace events, for Perfetto (ui.perfetto.dev)',
    parse: parseFileBeside,
  },
];

/** What becomes of the outcomes, besides what options say. */
const RESULTS: readonly Flag[] = [
  {
    flags: '--format <FORMAT>',
    help: 'what to print: text ("200 https://…"), jsonl (a record a line, as JSON) or csv; also for outputs whose names do not tell (default: text)',
    parse: parseFormat,
  },
  { flags: '--json', help: 'the same as --format jsonl' },
  {
    flags: '--output <FILE>',
    help: 'write results to a file as well: .jsonl, .csv or .txt, compressed with .gz behind it; repeatable',
    parse: parseFileName,
    repeatable: true,
  },
  ...VIEWERS,
  {
    flags: '--metrics <FILE>',
    help: 'write metrics as OpenMetrics text, anew every 5s and at the end',
    parse: parseFileBeside,
  },
  {
    flags: '--overwrite',
    help: 'replace what the files named here hold, and files in the folder of --save',
  },
  {
    flags: '--resume',
    help: 'go on with the run that wrote the first .jsonl output: skip what has a record there',
  },
  {
    flags: '--retry-failed [WHICH]',
    help: 'as --resume, and make failed requests again, or those that ended in =connection_reset,429,5xx',
    parse: parseRetryChoice,
    preset: FAILED,
  },
  {
    flags: '--errors-only',
    help: 'print only requests that failed and statuses of 400 and above; files hold all',
  },
  { flags: '--fail', help: 'count statuses of 400 and above as failed in the exit code' },
  {
    flags: '--progress <STYLE>',
    help: 'tell progress on the standard error: live (one line, drawn again and again), line (one every 30s) or none (default: live on a terminal, line elsewhere)',
    parse: parseProgress,
  },
  COLOR,
  QUIET,
];

export const FETCH_FLAGS: readonly FlagGroup[] = [
  optionGroup('Results', RESULTS),
  optionGroup('Strategy'),
  ...REQUEST_FLAGS,
];

const CONTENDER: Flag = {
  flags: '--contender <SPEC>',
  help: 'what to compare, as in --contender threads:11, or with a name of your own --contender mine=threads:11; repeatable, the first is what others are measured against (default: sequential, threads, async, hybrid)',
  repeatable: true,
};

function budgetFlag(preset: string): Flag {
  return {
    flags: '--budget <DURATION>',
    help: `time for all rounds; one that would go beyond it is left out, but not the first 3 (default: ${preset})`,
    parse: parseDuration,
  };
}

export const COMPARE_FLAGS: readonly FlagGroup[] = [
  {
    heading: 'Comparison:',
    flags: [
      CONTENDER,
      {
        flags: '--sweep <RANGE>',
        help: 'one strategy at several levels, as in async:1..256 (powers of two), async:1..256x4 or async:8..64+8; tells past which level more buys nothing',
      },
      {
        flags: '--command <LINE>',
        help: 'an external command to compare, timed as a whole; {file} in it stands for a file with a URL a line; the reports show the line; NAME= may stand before it, as above; repeatable',
        repeatable: true,
      },
      {
        flags: '--rounds <N>',
        help: 'how often each contender runs, at least 3 (default: 10)',
        parse: atLeastOne,
      },
      budgetFlag('60s'),
      {
        flags: '--early-stop',
        help: 'end the rounds once it is shown which contender is the fastest',
      },
      { flags: '--reuse', help: 'keep connections and threads from round to round' },
      { flags: '--no-warm-up', help: 'leave out the pass before the rounds, which does not count' },
      { flags: '--json', help: 'print the comparison as JSON' },
      COLOR,
      QUIET,
    ],
  },
  EXPORT_FLAGS,
  ...REQUEST_FLAGS,
];

/** Each host is a server with a port of its own. */
const MOST_HOSTS = 1000;

/** What the demo site takes at most. */
const MOST_SCALE = 1000;

export const DEMO_FLAGS: readonly FlagGroup[] = [
  {
    heading: 'Demo:',
    flags: [
      {
        flags: '--scale <X>',
        help: "factor on the article's latencies; 1 plays them at full length (default: 0.1)",
        parse: (text) => parseFactor(text, MOST_SCALE),
      },
      {
        flags: '--rounds <N>',
        help: 'how often each contender runs, at least 3 (default: 4)',
        parse: atLeastOne,
      },
      budgetFlag('100 s times the scale, or 60s with --rounds'),
      CONTENDER,
      { flags: '--json', help: 'print the comparison as JSON' },
      COLOR,
      QUIET,
    ],
  },
  EXPORT_FLAGS,
];

export const SERVE_FLAGS: readonly FlagGroup[] = [
  {
    heading: 'Hosts:',
    flags: [
      {
        flags: '--host <SPEC>',
        help: 'how a host behaves, as explained below; repeatable (default: latency=100ms,size=10kB)',
        repeatable: true,
      },
      {
        flags: '--hosts <N>',
        help: 'how many; the specs are dealt out in turn (default: one for each spec)',
        parse: (text) => parseCountUpTo(text, MOST_HOSTS),
      },
      {
        flags: '--seed <N>',
        help: 'which pages of all that might be: the same seed makes the same ones (default: 1)',
        parse: (text) => parseCount(text, 0),
      },
      {
        flags: '--port <N>',
        help: 'port of the first host; the others take those that follow (default: any that are free)',
        parse: (text) => parseCountUpTo(text, LAST_PORT),
      },
    ],
  },
  {
    heading: 'List:',
    flags: [
      { flags: '--urls', help: 'print a list of URLs, for overlap fetch and overlap compare' },
      { flags: '--pages <N>', help: 'how many URLs of each host it has (default: 10)', parse: atLeastOne },
      QUIET,
    ],
  },
];

export const REPORT_FLAGS: readonly FlagGroup[] = [
  {
    heading: 'Report:',
    flags: [
      {
        flags: '-o, --output <FILE>',
        help: 'the file that the page goes to, such as report.html',
        parse: parseFileBeside,
      },
      { flags: '--overwrite', help: 'replace what that file holds' },
      QUIET,
    ],
  },
];
