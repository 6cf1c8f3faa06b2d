import type { NameStats } from '../../core/names.ts';
import { counted, grouped } from '../../report/text/wording.ts';

/** The share of names without an answer above which that is worth a word … */
const TOLERATED = 0.05;
/** … if there are so many names that this is no accident. */
const FEWEST = 20;

/** Sentences that tell who looked host names up; none where no name had to be. */
export function namesText(stats: NameStats): readonly string[] {
  const { own, system, unanswered } = stats;
  const asked = own + system;
  if (asked === 0) return [];
  const sentences = [`${counted(asked, 'look-up')} of names ${byWhom(stats)}.`];
  if (asked >= FEWEST && unanswered > asked * TOLERATED) {
    sentences.push(
      `${grouped(unanswered)} of them had no answer from ${servers(stats)}, which tells nothing of the sites.`,
    );
  }
  return sentences;
}

function byWhom({ own, system, servers: all }: NameStats): string {
  const ours = `at ${all.map(shortAddress).join(', ')}`;
  if (system === 0) return ours;
  return own === 0
    ? "by the system's resolver"
    : `${ours} (${grouped(own)}) and by the system's resolver (${grouped(system)})`;
}

/** The system does not tell whom it has asked. */
function servers({ own, system, servers: all }: NameStats): string {
  if (system > own || all.length === 0) return "the system's name servers";
  const list = all.map(shortAddress).join(', ');
  return all.length === 1 ? `the name server ${list}` : `the name servers ${list}`;
}

/** Without the port that is every name server's. */
function shortAddress(address: string): string {
  return address.endsWith(':53') ? address.slice(0, -':53'.length).replace(/^\[(.*)\]$/u, '$1') : address;
}
