/** What an option is to be called in a configuration file and in the environment; neither is read yet. */
export type SettingName = { readonly file: string; readonly environment: string };

/**
 * The long flag without its dashes: `--max-head` is `max-head` and `OVERLAP_MAX_HEAD`, `--no-follow` is `follow`.
 * @param flags as the help shows them, such as `-c, --concurrency <N>`
 */
export function settingName(flags: string): SettingName {
  const [, file = ''] = /--(?:no-)?([a-z0-9-]+)/u.exec(flags) ?? [];
  return { file, environment: `OVERLAP_${file.replaceAll('-', '_').toUpperCase()}` };
}
