/**
 * The caller asked for something that cannot be done: an option out of range, an unknown strategy, a file
 * that is not there. The message says what was wrong and what would be right, on one line.
 * It is thrown before the first request; a URL that fails is never an exception but an outcome.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The list of requests could not be read to its end. What was read before it has its outcomes. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
