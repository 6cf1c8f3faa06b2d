import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What curl made of an answer. */
export type CurlResult = {
  /** 0 for a response; see "EXIT CODES" in curl's manual. */
  readonly exitCode: number;
  readonly status: number;
};

/**
 * What curl makes of URLs, each asked for once over a connection of its own.
 * @throws {Error} there is no curl
 */
export async function curlResults(urls: readonly string[]): Promise<readonly CurlResult[]> {
  const results: CurlResult[] = [];
  while (results.length < urls.length) {
    const more = await someResults(urls.slice(results.length));
    if (more.length === 0) throw new Error(`curl says nothing of ${urls[results.length]}`);
    results.push(...more);
  }
  return results;
}

/** There are faults after which curl leaves the rest of its list alone. */
async function someResults(urls: readonly string[]): Promise<readonly CurlResult[]> {
  const format = '%{exitcode} %{http_code}\\n';
  const argv = ['--silent', '--http1.1', '--max-time', '10', '--write-out', format, '--config', '-'];
  const child = spawn('curl', argv, { stdio: ['pipe', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stdin.on('error', () => {}).end(urls.map((url) => `url = "${url}"\noutput = "/dev/null"\n`).join(''));
  await once(child, 'close');
  return [...out.matchAll(/^(\d+) (\d+)$/gmu)].map(([, exitCode, status]) => ({
    exitCode: Number(exitCode),
    status: Number(status),
  }));
}
