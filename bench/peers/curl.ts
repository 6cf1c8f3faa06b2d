import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countInFile } from '../measure/count.ts';
import { versionOf } from './find.ts';
import type { Peer } from './peer.ts';

/** `curl -Z`, with a record of each transfer as JSON. It discards a body only if told so beside each URL. */
export const curl: Peer = {
  name: 'curl -Z',
  debianPackage: 'curl',
  find: () => versionOf('curl', ['--version'], /^curl (\S+)/),
  prepare: ({ urls, inFlight, scratch }) => {
    const config = join(scratch, 'curl.conf');
    writeFileSync(config, urls.map((url) => `url = "${url}"\noutput = "/dev/null"\n`).join(''));
    const quiet = ['-q', '--silent', '--no-progress-meter'];
    const records = ['--write-out', '%{json}\\n'];
    return {
      file: 'curl',
      args: [...quiet, '--parallel', '--parallel-max', String(inFlight), ...records, '--config', config],
    };
  },
  read: (stdout) => ({ done: countInFile(stdout, '"http_code":200,') }),
};
