/** Where nsswitch.conf(5) has host names looked up. */
export type NameSource = {
  /** Such as `files` or `dns`. */
  readonly name: string;
  /** Whether what follows a success or a failure is what follows without criteria. */
  readonly isStandard: boolean;
};

/** What the system does where the file or its line is missing. */
export const NO_NSSWITCH: readonly NameSource[] = [
  { name: 'files', isStandard: true },
  { name: 'dns', isStandard: true },
];

/** The sources of the `hosts` line, in their order; those of glibc without one. */
export function parseNsswitch(text: string): readonly NameSource[] {
  for (const line of text.split('\n')) {
    const [, list] = /^\s*hosts\s*:([^#]*)/iu.exec(line) ?? [];
    if (list !== undefined) return sourcesIn(list);
  }
  return NO_NSSWITCH;
}

function sourcesIn(list: string): readonly NameSource[] {
  const sources: NameSource[] = [];
  for (const [, criteria, name] of list.matchAll(/\[([^\]]*)\]?|([^\s[]+)/gu)) {
    const last = sources.at(-1);
    if (name !== undefined) sources.push({ name: name.toLowerCase(), isStandard: true });
    else if (last)
      sources[sources.length - 1] = { ...last, isStandard: last.isStandard && areStandard(criteria) };
  }
  return sources;
}

/** Without criteria, a success ends the search, and all else goes on to the next source. */
function areStandard(criteria = ''): boolean {
  return criteria
    .trim()
    .split(/\s+/u)
    .every((criterion) => {
      const [status = '', action = ''] = criterion.toLowerCase().split('=');
      return action === (status === 'success' ? 'return' : 'continue') && !status.startsWith('!');
    });
}
