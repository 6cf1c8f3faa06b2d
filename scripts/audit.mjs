// Asks the registry whether what is installed is known to be weak, and whether it is signed as it should be. A registry
// that does not answer such questions is told of, and no failure: what is installed is pinned by the lockfile anyway.
import { spawnSync } from 'node:child_process';

/** Lesser weaknesses of tools that only run here do not stop anybody. */
const SERIOUS = new Set(['high', 'critical']);

/** What npm answers in JSON; `failed` says in a line why it has no answer. */
function ask(...words) {
  const options = ['--json', '--fetch-retries=0'];
  const run = spawnSync('npm', ['audit', ...words, ...options], { encoding: 'utf8', timeout: 30_000 });
  if (run.error) return { failed: run.error.message };
  try {
    const answer = JSON.parse(run.stdout);
    const why = answer.error?.summary || answer.message;
    return answer.error === undefined ? answer : { failed: String(why || 'npm does not say why') };
  } catch {
    return { failed: `npm ended with ${run.status ?? run.signal} and printed no JSON` };
  }
}

/** @returns whether nothing is wrong as far as the registry tells */
function judge(question, { failed, complaints = [] }) {
  if (failed !== undefined) console.warn(`audit: NOT CHECKED ${question}: ${failed.split('\n')[0]}`);
  else if (complaints.length === 0) console.log(`audit: checked ${question}: nothing to complain about`);
  else console.error(`audit: checked ${question}:\n  ${complaints.join('\n  ')}`);
  return complaints.length === 0;
}

function weaknesses() {
  const { failed, vulnerabilities } = ask();
  if (failed !== undefined) return { failed };
  if (vulnerabilities === undefined) return { failed: 'the answer lists no vulnerabilities' };
  return {
    complaints: Object.values(vulnerabilities)
      .filter(({ severity }) => SERIOUS.has(severity))
      .map(({ name, severity, range }) => `${name} ${range}: ${severity}`),
  };
}

function badSignatures() {
  const { failed, invalid, missing } = ask('signatures');
  if (failed !== undefined) return { failed };
  if (invalid === undefined || missing === undefined) return { failed: 'the answer lists no signatures' };
  return {
    complaints: [...invalid, ...missing].map(
      ({ name, version }) => `${name} ${version} is not signed by the registry`,
    ),
  };
}

const isSound = judge('which packages are known to be weak', weaknesses());
const isSigned = judge('whether packages are signed', badSignatures());
process.exitCode = isSound && isSigned ? 0 : 1;
