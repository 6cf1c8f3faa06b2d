/** What the help of a command says besides its flags. */
export type Help = {
  readonly description: string;
  /** What follows the flags. */
  readonly after: string;
};

const SOURCES = `
A SOURCE is a URL that begins with http:// or https://, a file with one URL a
line, or - for the standard input, which is also read if no SOURCE is given.
Blank lines and lines that begin with # are passed over, and https:// is
assumed where a line has no scheme.
`;

export const OVERLAP_HELP: Help = {
  description: 'Fetches many URLs at once, and shows what the overlap buys.',
  after: `
"overlap SOURCE..." means "overlap fetch SOURCE...".
"overlap COMMAND --help" tells what a command can do.

Exit codes:
  0    every request got a response
  1    wrong usage, or a fault at run time
  2    some requests failed
  130  stopped by SIGINT, 143 by SIGTERM; what had ended is written

Examples:
  overlap urls.txt           prints a line for each URL
  overlap compare urls.txt   tells which strategy is quicker for these URLs
`,
};

export const FETCH_HELP: Help = {
  description: 'Fetches every URL and prints a line for each as it ends: its status, or why it failed.',
  after: `${SOURCES}
Examples:
  overlap fetch urls.txt --output results.jsonl
  cat urls.txt | overlap fetch - -c 200 --per-host 4 --timeout 10s --fail
`,
};

export const COMPARE_HELP: Help = {
  description: 'Fetches the same URLs in several ways, round after round, and shows which is quicker.',
  after: `${SOURCES}
Examples:
  overlap compare urls.txt
  overlap compare urls.txt --contender async:16 --contender async:64
`,
};

export const DEMO_HELP: Help = {
  description:
    'Compares the strategies without a network: on eleven pages that are served from this machine, as slow as ' +
    'those that the article "Concurrency in Python" fetched.',
  after: `
Examples:
  overlap demo
  overlap demo --scale 1 --rounds 1 --contender sequential --contender threads
`,
};
