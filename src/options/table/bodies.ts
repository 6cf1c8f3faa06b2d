import { UsageError } from '../../core/errors.ts';
import { choice } from '../kinds/choice.ts';
import { type Kind, SWITCH } from '../kinds/kind.ts';
import { parseFolderName } from '../kinds/path.ts';
import { showSize, SIZE_LIMIT } from '../kinds/size.ts';
import { option, optional } from './option.ts';

/** What becomes of a response's body: counted and dropped, or kept in the outcome. */
export type BodyMode = 'discard' | 'bytes' | 'text';

export const LONGEST_KEPT_BODY = 10_000_000;
/** As much as a second of an undone bomb, and beyond what comes within the time of an attempt as a rule. */
export const LONGEST_PASSING_BODY = 1_000_000_000;

const FOLDER: Kind<string, string> = {
  type: 'string',
  check: (given, name) => {
    if (typeof given === 'string' && given !== '') return given;
    throw new UsageError(`${name} is ${JSON.stringify(given)}; it must be the path of a folder`);
  },
  parse: parseFolderName,
};

const BODY_MODE: Kind<BodyMode, BodyMode> = { ...choice('discard', 'bytes', 'text'), type: 'BodyMode' };

/** What becomes of bodies. */
export const BODIES = {
  /** What becomes of a response's body: counted and dropped, or kept in the outcome. @default 'discard' */
  body: option({
    kind: BODY_MODE,
    default: 'discard',
    usedBy: ['transport', 'schedule'],
  }),

  /**
   * Whether bodies may come compressed, in gzip, deflate or br, and are then decoded; zstd is not asked for, and
   * decoded where Node.js can. If not, none is asked for, and what comes is taken as it is.
   * @default true
   */
  decompress: option({
    kind: SWITCH,
    default: true,
    usedBy: ['transport', 'schedule'],
    flag: {
      flags: '--no-decompress',
      heading: 'Requests',
      help: 'ask for bodies without compression, and take them as they come',
    },
  }),

  /**
   * Whether the outcome tells the SHA-256 of the body; that of a saved body it always tells.
   * @default false
   */
  sha256: option({
    kind: SWITCH,
    default: false,
    usedBy: ['transport'],
    flag: {
      flags: '--sha256',
      heading: 'Results',
      after: '--verbose-attempts',
      help: 'tell the SHA-256 of each body in the records',
    },
  }),

  /**
   * The longest body that is taken, decoded; `Infinity` for no limit but the time.
   * @default 10 MB where bodies are kept in memory, else 1 GB
   */
  maxBodyBytes: optional({
    kind: SIZE_LIMIT,
    usedBy: ['transport'],
    flag: {
      flags: '--max-body <SIZE>',
      heading: 'Limits',
      help: 'longest body that is taken, decoded, or unlimited',
      default: showSize(LONGEST_PASSING_BODY),
    },
  }),

  /**
   * A folder, which must exist, that takes the body of every response with a status from 200 to 299: one file for
   * each request, named by its number and its URL, with the extension of its type where that has none. It appears
   * under its name when it is whole and on the disk, and replaces what stood there; the outcome has its path as
   * `file`, and its `sha256`. A body that cannot be written is a `write_error`.
   * @default bodies are not saved
   */
  saveTo: optional({
    kind: FOLDER,
    usedBy: ['schedule'],
    flag: {
      flags: '--save <DIR>',
      heading: 'Results',
      after: '--metrics',
      help: 'save the bodies of responses with a status of 2xx to this folder, a file each',
      attribute: 'save',
    },
  }),
};
