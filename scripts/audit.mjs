// Asks the registry whether what is installed is known to be weak, and whether it is signed as it should be. A registry
// that does not answer such questions is told of, and no failure: what is installed is pinned by the lockfile anyway.
import { spawnSync } from 'node:child_process';

/** Lesser weaknesses of tools that only run here do not stop anybody. */
const SERIOUS = new Set(['high', 'critical']);

/** What npm answers in JSON; undefined if nothing of the kind came back. */
function ask(...words) {
  const options = ['--json', '--fetch-retries=0'];
  const { stdout } = spawnSync('npm', ['audit', ...words, ...options], { encoding: 'utf8', timeout: 30_000 });
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

/** @returns whether all is well */
function judge(question, complaints) {
  if (complaints === undefined) console.log(`audit: the registry does not tell ${question}; passed over`);
  else if (complaints.length === 0) console.log(`audit: ${question}: nothing to complain about`);
  else console.error(`audit: ${question}:\n  ${complaints.join('\n  ')}`);
  return (complaints ?? []).length === 0;
}

function weaknesses() {
  const found = ask()?.vulnerabilities;
  if (found === undefined) return undefined;
  return Object.values(found)
    .filter(({ severity }) => SERIOUS.has(severity))
    .map(({ name, severity, range }) => `${name} ${range}: ${severity}`);
}

function badSignatures() {
  const { invalid, missing } = ask('signatures') ?? {};
  if (invalid === undefined || missing === undefined) return undefined;
  return [...invalid, ...missing].map(
    ({ name, version }) => `${name} ${version} is not signed by the registry`,
  );
}

const isSound = judge('which packages are known to be weak', weaknesses());
const isSigned = judge('whether packages are signed', badSignatures());
process.exitCode = isSound && isSigned ? 0 : 1;
