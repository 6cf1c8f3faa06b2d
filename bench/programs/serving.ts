/** What a server in a process of its own says once it listens: one line of JSON. */
export type Serving = { readonly urls: readonly string[] };

/** Says where the server listens, and ends the process when whoever started it closes its stdin or dies. */
export function announce(serving: Serving): void {
  process.stdout.write(`${JSON.stringify(serving)}\n`);
  process.stdin.resume();
  process.stdin.once('end', () => process.exit());
}
