/** What the help of a command says besides its flags. */
export type Help = {
  readonly description: string;
  /** What follows the flags. */
  readonly after: string;
};

const SOURCES = `
A SOURCE is a URL that begins with http:// or https://, a file with one URL a
line, or - for the standard input, which is also read if no SOURCE is given.
Lists may be compressed with gzip.
Blank lines and lines that begin with # are passed over, and https:// is
assumed where a line has no scheme. A line of more than 64 KiB is no URL.
`;

const VALUES = `
A DURATION is such as 500ms, 30s, 2m or 1h; a SIZE such as 500kB, 10MB or 1GiB;
a RATE such as 5/s, 30/m or 1000/h.
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
  130  stopped by SIGINT, 143 by SIGTERM, 129 by SIGHUP, 131 by SIGQUIT;
       what had ended is written

Examples:
  overlap urls.txt           prints a line for each URL
  overlap compare urls.txt   tells which strategy is quicker for these URLs
`,
};

export const FETCH_HELP: Help = {
  description: 'Fetches every URL and prints a line for each as it ends: its status, or why it failed.',
  after: `${SOURCES}${VALUES}
Examples:
  overlap fetch urls.txt --output results.jsonl
  cat urls.txt | overlap fetch - -c 200 --per-host 4 --timeout 10s --fail
`,
};

export const COMPARE_HELP: Help = {
  description: 'Fetches the same URLs in several ways, round after round, and shows which is quicker.',
  after: `${SOURCES}${VALUES}
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
  overlap demo --scale 1
`,
};

export const SERVE_HELP: Help = {
  description:
    'Serves hosts on 127.0.0.1 to try settings on, as slow, large, busy and strict as they are told to be. ' +
    'Each has a port of its own and a page under every path, until Ctrl-C.',
  after: `
A SPEC is a list of these, with commas between:
  latency=DISTRIBUTION  for how long a page is worked on, in ms: 80, 80ms, 1.5s,
                        uniform(50,150), normal(80,20), lognormal(80,0.5),
                        exponential(80)
  size=DISTRIBUTION     of the page, in bytes: 10kB, uniform(1kB,50kB), ...
  capacity=N            pages worked on at once; further requests wait their turn
  errors=SHARE[:HOW]    pages that fail: 2% (status 500), 2%:503, 2%:reset
  rate=RATE             requests taken, such as 50/s; more of them are answered
                        with 429 and Retry-After

Whatever a page is like, it is so each time, in whatever order pages are asked
for; --seed makes others.

Examples:
  overlap serve --host 'latency=normal(80,20),capacity=16' --urls > urls.txt
  overlap serve --hosts 20 --host latency=50ms --host 'latency=1s,errors=5%:503'
`,
};

export const REPORT_HELP: Help = {
  description:
    'Draws the records of a run as one HTML file that needs no network: requests in flight over time, each ' +
    'request in a waterfall, and errors by host.',
  after: `
RECORDS is a file that overlap fetch --output wrote as JSON lines, compressed or
not. A last line that is torn is passed over, and of several records of one
request the last counts. Beyond 20,000 requests an even sample is drawn; the
figures are those of all.

Examples:
  overlap fetch urls.txt --output results.jsonl
  overlap report results.jsonl --output report.html
`,
};
