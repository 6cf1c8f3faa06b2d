import { printableHead } from './printable.ts';

/** Longest piece of an invalid URL that is kept for the record. */
const INVALID_URL_LENGTH = 2000;

/** C0 controls and DEL. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is there to find
const CONTROL = /[\u0000-\u001f\u007f]/;

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
      message: 'not a valid absolute URL',
      shown: withoutUserInfo(printableHead(text, INVALID_URL_LENGTH)),
    };
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return {
      ok: false,
      code: 'unsupported_scheme',
      message: `the scheme ${parsed.protocol.slice(0, 40)} is neither http: nor https:`,
      shown: withoutUserInfo(printableHead(text, INVALID_URL_LENGTH)),
    };
  }
  const authorization = basicAuthorization(parsed);
  if (authorization !== undefined) {
    parsed.username = '';
    parsed.password = '';
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

function parsedOrNot(text: string, base: string | undefined): URL | undefined {
  // The standard's parser would drop these, and so make one URL out of two that a bare CR stands between.
  if (CONTROL.test(text.trim())) return undefined;
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** RFC 7617: user name and password, percent-decoded, in UTF-8. */
function basicAuthorization(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const pair = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Hides what stands before the `@` of an authority, in a text that no parser could take apart. */
function withoutUserInfo(text: string): string {
  return text.replace(/^([^/?#]*\/\/)?[^/?#]*@/, '$1***@');
}
