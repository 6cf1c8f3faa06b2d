import { formatDuration } from '../report/text/duration.ts';
import { FAILURE_COLUMNS, failuresCaption, FAILURES_ON_PAGE } from '../report/html/failure-columns.ts';
import type { FailureRow, FailureTable } from '../report/picture/model.ts';
import { grouped } from '../report/text/wording.ts';
import { type DataCell, dataTable } from './data-table.ts';
import { byId, make } from './elements.ts';

/** The requests that went wrong, page by page. */
export class FailurePages {
  readonly #failures: FailureTable;
  readonly #box = byId('failures');
  readonly #status = make('p');
  readonly #filter = document.createElement('select');
  readonly #turners: readonly { readonly button: HTMLButtonElement; readonly to: () => number }[];
  readonly #table = make('div');
  #rows: readonly FailureRow[];
  #page = 0;

  constructor(failures: FailureTable) {
    this.#failures = failures;
    this.#rows = failures.rows;
    this.#status.setAttribute('role', 'status');
    this.#turners = [
      turner('First', () => 0),
      turner('Previous', () => this.#page - 1),
      turner('Next', () => this.#page + 1),
      turner('Last', () => this.#lastPage),
    ];
  }

  /** Takes the place of the first page that stands there. */
  show(): void {
    this.#fillFilter();
    const label = make('label', 'Ended as ');
    label.append(this.#filter);
    const buttons = make('div', '', 'turners');
    buttons.setAttribute('role', 'group');
    buttons.setAttribute('aria-label', 'Pages of what went wrong');
    for (const { button, to } of this.#turners) {
      button.addEventListener('click', () => this.#turn(to()));
      buttons.append(button);
    }
    const controls = make('div', '', 'controls');
    controls.append(label, buttons, this.#status);
    this.#box.replaceChildren(controls, this.#table);
    this.#turn(0);
  }

  get #lastPage(): number {
    return Math.max(Math.ceil(this.#rows.length / FAILURES_ON_PAGE) - 1, 0);
  }

  #fillFilter(): void {
    const counts = new Map<string, number>();
    for (const [, , result] of this.#failures.rows) counts.set(result, (counts.get(result) ?? 0) + 1);
    const results = [...counts].sort(([, a], [, b]) => b - a);
    const options = results.map(([result, count]) => new Option(`${result} (${grouped(count)})`, result));
    this.#filter.append(new Option('any', ''), ...options);
    this.#filter.addEventListener('change', () => {
      const wanted = this.#filter.value;
      this.#rows = this.#failures.rows.filter(([, , result]) => wanted === '' || result === wanted);
      this.#turn(0);
    });
  }

  #turn(page: number): void {
    this.#page = Math.min(Math.max(page, 0), this.#lastPage);
    const first = this.#page * FAILURES_ON_PAGE;
    const shown = this.#rows.slice(first, first + FAILURES_ON_PAGE);
    this.#status.textContent = `${grouped(first + 1)} to ${grouped(first + shown.length)} of ${grouped(this.#rows.length)}`;
    for (const { button, to } of this.#turners)
      button.disabled = to() === this.#page || to() < 0 || to() > this.#lastPage;
    const { count, rows } = this.#failures;
    const result = this.#filter.value;
    const all = failuresCaption(count, rows.length);
    const caption = result === '' ? all : `${all}; here those that ended as ${result}`;
    this.#table.replaceChildren(dataTable(caption, FAILURE_COLUMNS, shown.map(cellsOf)));
  }
}

function turner(name: string, to: () => number) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  return { button, to };
}

function cellsOf([seq, url, result, message, inFlight]: FailureRow): readonly DataCell[] {
  return [
    { text: url },
    { text: result },
    { text: message },
    { text: formatDuration(inFlight), isFigure: true },
    { text: grouped(seq), isFigure: true },
  ];
}
