import { UNPRINTABLE } from '../util/printable.ts';

/** What JSON writes between quotes as it is: printable ASCII without `"` and `\`. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A string in JSON (RFC 8259 §7). What is not printable is escaped, so that the text may go to a terminal. */
export function jsonString(text: string): string {
  // Most strings of a record are plain, and then this is several times as fast as JSON.stringify.
  return PLAIN.test(text) ? `"${text}"` : printableJson(JSON.stringify(text));
}

/** `.5` for 500 and so on: the decimals that a number of thousandths has. */
const DECIMALS = Array.from({ length: 1000 }, (_, thousandths) =>
  thousandths === 0 ? '' : `.${String(thousandths).padStart(3, '0').replace(/0+$/, '')}`,
);

/**
 * A number in JSON, which knows neither NaN nor infinity: they become `null`. Durations have three decimals at
 * most, and two integers are written in a third of the time that the shortest form of a binary fraction takes.
 */
export function jsonNumber(value: number): string {
  if (Number.isInteger(value)) return `${value}`;
  const thousandths = Math.round(value * 1000);
  if (thousandths / 1000 === value && thousandths > 0 && thousandths < 1e12) {
    const whole = Math.floor(thousandths / 1000);
    return `${whole}${DECIMALS[thousandths - whole * 1000]}`;
  }
  return Number.isFinite(value) ? `${value}` : 'null';
}

/** Any plain data in JSON; undefined if it has no JSON text, as a function has none. */
export function jsonValue(value: unknown): string | undefined {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? undefined : printableJson(text);
}

/** Outside of its strings JSON is ASCII and here without white space, so that whatever matches is in a string. */
function printableJson(json: string): string {
  return json.replace(UNPRINTABLE, escaped);
}

/** A character beyond U+FFFF takes two escapes. */
function escaped(char: string): string {
  let text = '';
  for (let unit = 0; unit < char.length; unit++) {
    text += `\\u${char.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return text;
}
