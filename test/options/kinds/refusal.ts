import { UsageError } from '../../../src/core/errors.ts';

/** Why the text is refused. */
export function refusal(parse: (text: string) => unknown, text: string): string {
  try {
    return `not refused, but taken for ${String(parse(text))}`;
  } catch (error) {
    return error instanceof UsageError ? error.message : `no UsageError: ${String(error)}`;
  }
}
