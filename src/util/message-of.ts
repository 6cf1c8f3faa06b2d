/** What an exception says. Anything may be thrown, and somebody else's code may throw it. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
