import { basicAuthorization } from '../util/basic-authorization.ts';
import { printableHead } from '../util/printable.ts';

/** Longest piece of an invalid URL that is kept for the record. */
const INVALID_URL_LENGTH = 2000;

/** C0 controls and DEL. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is there to find
const CONTROL = /[\u0000-\u001f\u007f]/;

/** An `@` that somebody encoded along with what is before it. No host holds one (WHATWG URL, "forbidden host code point"). */
const ENCODED_AT = '%40';

/** Scheme and slashes. What looks like a scheme may be the user's name if no slash follows, unless it is known. */
const BEFORE_AUTHORITY = /^(?:[a-z][a-z0-9+.-]*:(?=[/\\])|(?:https?|mailto|sips?|xmpp):)?[/\\]*/i;

/** An authority that is a host, with a port or without one, right or wrong: none in which a password could be. */
const HOST_AND_PORT = /^(?:\[(?:(?!%40)[^\]])*\]|(?:(?!%40)[^:/\\?#])*)(?::\d+)?(?:[/\\?#]|$)/;

/** A URL that can be fetched, in its parts. */
export type Target = {
  readonly ok: true;
  /** Normalised, without user info; with its fragment. */
  readonly href: string;
  /** Normalised, without user info and fragment: what a hop asks for. */
  readonly url: string;
  readonly origin: string;
  /** The `Authorization` value that the URL's user info stands for. */
  readonly authorization?: string;
};

/** A URL that cannot. */
export type BadTarget = {
  readonly ok: false;
  readonly code: 'invalid_url' | 'unsupported_scheme';
  readonly message: string;
  /** The text as it may be shown and recorded. */
  readonly shown: string;
};

/**
 * Parses a URL (WHATWG URL Standard) and takes its secrets out of sight.
 * @param base what a relative reference, as in `Location`, is resolved against
 */
export function parseTarget(text: string, base?: string): Target | BadTarget {
  const parsed = parsedOrNot(text, base);
  if (!parsed) {
    return {
      ok: false,
      code: 'invalid_url',
      message: hasControl(text) ? controlFault(text) : 'not a valid absolute URL',
      shown: shownText(withoutUserInfo(text)),
    };
  }
  const authorization = authorizationOf(parsed);
  if (authorization !== undefined) {
    parsed.username = '';
    parsed.password = '';
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return {
      ok: false,
      code: 'unsupported_scheme',
      message: `the scheme ${parsed.protocol.slice(0, 40)} is neither http: nor https:`,
      // Without a host there is no authority that the parser could have found user info in.
      shown: shownText(isHost(parsed.host) ? parsed.href : withoutUserInfo(text)),
    };
  }
  const href = parsed.href;
  const fragment = href.indexOf('#');
  return {
    ok: true,
    href,
    url: fragment < 0 ? href : href.slice(0, fragment),
    origin: parsed.origin,
    ...(authorization === undefined ? {} : { authorization }),
  };
}

/** A URL as its record has it. */
export function shownUrl(text: string): string {
  const target = parseTarget(text);
  return target.ok ? target.href : target.shown;
}

/** A reference, as in `Location`, as it may be recorded: as it was written, unless it holds secrets. */
export function shownReference(text: string, base: string): string {
  if (!text.includes('@') && !text.includes(ENCODED_AT)) return text;
  const target = parseTarget(text, base);
  if (!target.ok) return target.shown;
  return target.authorization === undefined ? text : target.href;
}

/**
 * Hides what may be user info in a text that no parser could take apart. A password may hold any character, also
 * those that end an authority, so that only the last `@` can be trusted to stand behind it; or the last encoded one, unless
 * that is in what follows a host.
 */
export function withoutUserInfo(text: string): string {
  const [before = ''] = BEFORE_AUTHORITY.exec(text) ?? [];
  const at = text.lastIndexOf('@');
  const authority = text.slice(at < 0 ? before.length : at + 1);
  const end = HOST_AND_PORT.test(authority) ? at : Math.max(at, text.lastIndexOf(ENCODED_AT));
  return end < 0 ? text : `${before}***${text.slice(end)}`;
}

/** Schemes of which the parser knows nothing may have any text for a host. */
function isHost(host: string): boolean {
  return host !== '' && !host.includes(ENCODED_AT);
}

function shownText(text: string): string {
  return printableHead(text, INVALID_URL_LENGTH);
}

function parsedOrNot(text: string, base: string | undefined): URL | undefined {
  // The standard's parser would drop these, and so make one URL out of two that a bare CR stands between.
  if (hasControl(text)) return undefined;
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function hasControl(text: string): boolean {
  return CONTROL.test(text.trim());
}

/** A list with line ends as of old reads as a single line. */
function controlFault(text: string): string {
  const hint = text.trim().includes('\r') ? ' (CR; lines of a list end with LF, or CR and LF)' : '';
  return `contains a control character${hint}`;
}

/** What user name and password stand for, percent-decoded. */
function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return basicAuthorization(percentDecoded(username), percentDecoded(password));
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
