import type { Phase } from '../../report/picture/model.ts';

/** The colours of a chart, as the page's styles say for light and for dark. */
export type Theme = {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  /** Of a bar that is compared, and of the best of them. */
  readonly bar: string;
  readonly barBest: string;
  readonly bad: string;
  readonly font: string;
  readonly phases: Readonly<Record<Phase, string>>;
  readonly series: readonly string[];
};

const SERIES = 8;

/** @param scheme light or dark, whatever the page is in */
export function readTheme(scheme?: 'light' | 'dark'): Theme {
  // A canvas understands neither variables nor light-dark(), so an element tells what becomes of them.
  const probe = document.createElement('span');
  if (scheme !== undefined) probe.style.colorScheme = scheme;
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    ink: read('ink'),
    muted: read('muted'),
    line: read('line'),
    surface: read('surface'),
    bar: read('bar'),
    barBest: read('bar-best'),
    bad: read('bad'),
    // Saved as SVG, it stands between double quotes.
    font: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"),
    phases: phaseColors(read),
    series: Array.from({ length: SERIES }, (_, n) => read(`series-${n}`)),
  };
  probe.remove();
  return theme;
}

function phaseColors(read: (name: string) => string): Record<Phase, string> {
  const color = (phase: Phase): string => read(`phase-${phase}`);
  return {
    earlier: color('earlier'),
    queued: color('queued'),
    dns: color('dns'),
    connect: color('connect'),
    tls: color('tls'),
    send: color('send'),
    wait: color('wait'),
    receive: color('receive'),
    other: color('other'),
  };
}

/** The colour of the n-th run; they come round again when there are many. */
export function seriesColor(theme: Theme, n: number): string {
  return theme.series[n % theme.series.length] ?? theme.ink;
}

const listeners: (() => void)[] = [];

/** Calls back whenever light has become dark, or dark light. */
export function onThemeChange(listener: () => void): void {
  listeners.push(listener);
}

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Lets a button choose between light and dark; until it is used, the system's choice counts. */
export function setUpThemeButton(button: HTMLButtonElement): void {
  const root = document.documentElement;
  const isDark = (): boolean =>
    (root.dataset['theme'] ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
  const announce = (): void => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', `Change to ${isDark() ? 'light' : 'dark'} colours`);
    for (const listener of listeners) listener();
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    announce();
  });
  prefersDark.addEventListener('change', announce);
  announce();
}
