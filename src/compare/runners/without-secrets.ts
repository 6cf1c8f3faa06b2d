import { withoutUserInfo } from '../../core/target.ts';

/** The headers that carry secrets, as `curl -v` and other programs print them, to the end of the line. */
const SECRET_HEADER = /\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*).*/gi;

/** A line of foreign text without the user info of URLs, and without what headers of secrets hold. */
export function withoutSecrets(line: string): string {
  return withoutPasswords(line).replace(SECRET_HEADER, '$1$2***');
}

/** The same headers as an argument, to its closing quotation mark; and the user and password that curl and others take. */
const SECRET_HEADER_ARGUMENT = /\b((?:proxy-)?authorization|(?:set-)?cookie)(\s*:\s*)[^'"]*/gi;
const USER_ARGUMENT = /(\s(?:-u|-U|--user|--proxy-user)(?:\s+|=)['"]?)[^\s'":]+:[^\s'"]*/g;

/** A command line without the secrets among its arguments. */
export function withoutSecretArguments(line: string): string {
  return line.replace(SECRET_HEADER_ARGUMENT, '$1$2***').replace(USER_ARGUMENT, '$1***');
}

/** A text without the user info of the URLs in it. */
export function withoutPasswords(text: string): string {
  return text.replace(/\S+/gu, withoutPassword);
}

/** A word may be a URL in quotes, an assignment of one, or one without a scheme. */
function withoutPassword(word: string): string {
  const [before = ''] = /^(?:[\w-]+=)?["'<]*/u.exec(word) ?? [];
  const url = word.slice(before.length);
  const colon = url.indexOf(':');
  return colon >= 0 && colon < url.lastIndexOf('@') ? `${before}${withoutUserInfo(url)}` : word;
}
