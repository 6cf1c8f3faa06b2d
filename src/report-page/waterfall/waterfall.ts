import type { ChartData } from '../../report/picture/model.ts';
import { counted, grouped } from '../../report/text/wording.ts';
import { formatTime } from '../charts/axes.ts';
import { withinWindow } from '../charts/tooltip.ts';
import { addImageButtons } from '../charts/chart-image.ts';
import { Chart } from '../charts/chart.ts';
import { type DrawnRow, drawnRows } from './drawn-rows.ts';
import { byId, factTable, inputById, make, selectById } from '../elements.ts';
import { GROUPS, type Lanes, lanesOf, type RowOrder, resultsIn } from './lanes.ts';
import { PhaseToggles } from './phase-toggles.ts';
import { requestFacts, rowFacts } from './request-facts.ts';
import { at, readRequests, type Requests, urlOf } from './requests.ts';
import { requestsTable } from './requests-table.ts';
import {
  AXIS_HEIGHT,
  labelWidth,
  MOST_NAMED,
  nameOf,
  TOP,
  type WaterfallView,
  waterfallOption,
} from './waterfall-option.ts';
import { ZoomControl } from '../charts/zoom-control.ts';

const MOST_ROWS = 160;
const NAMED_ROW_HEIGHT = 22;
const ROW_HEIGHT = 3;
const LEAST_HEIGHT = 160;
/** Stretches of time that are told apart in a row of many requests. */
const CELLS = 300;
/** Milliseconds after the last key before a filter counts: a list of hosts is long, and typing is quick. */
const PATIENCE = 120;

/** The waterfall and the controls around it. */
export class Waterfall {
  readonly #data: ChartData;
  readonly #contender = document.querySelector<HTMLSelectElement>('#waterfall-contender');
  readonly #order = selectById('waterfall-order');
  readonly #host = inputById('waterfall-host');
  readonly #result = selectById('waterfall-result');
  readonly #details = byId('waterfall-details');
  readonly #tip = make('div', '', 'floating');
  readonly #highlight = make('div', '', 'highlight');
  readonly #phases = new PhaseToggles(byId('waterfall-phases'), () => this.#draw());
  readonly #read = new Map<number, Requests>();
  readonly #chart: Chart;
  readonly #zoom: ZoomControl;
  #requests: Requests;
  #lanes: Lanes;
  #view: WaterfallView;
  /** The row that is pointed at; -1 for none. */
  #selected = -1;

  constructor(data: ChartData) {
    this.#data = data;
    this.#requests = this.#chosenRequests();
    this.#lanes = this.#makeLanes();
    this.#view = this.#makeView({ from: 0, to: spanOf(this.#requests) });
    this.#fillResults();
    this.#chart = new Chart(byId('waterfall-chart'), (theme, width) =>
      waterfallOption(this.#view, theme, width),
    );
    this.#zoom = new ZoomControl(this.#chart, spanOf(this.#requests), () => this.#draw());
  }

  /** Draws it, and again whenever something else is to be seen. */
  show(): void {
    this.#chart.element.append(this.#highlight, this.#tip);
    addImageButtons(this.#chart, {
      title: 'Waterfall',
      name: 'waterfall',
      legend: ({ phases }) =>
        this.#phases.shownIn(this.#chosenOrder).map((phase) => ({ name: phase, color: phases[phase] })),
    });
    this.#listen();
    this.#draw();
  }

  #chosenRequests(): Requests {
    const chosen = Number(this.#contender?.value ?? 0);
    const known = this.#read.get(chosen);
    if (known) return known;
    const contender = this.#data.contenders[chosen];
    if (!contender) throw new Error('the page has no run to show');
    const requests = readRequests(contender);
    this.#read.set(chosen, requests);
    return requests;
  }

  get #chosenOrder(): RowOrder {
    const { value } = this.#order;
    return value === 'host' || value === 'slot' ? value : 'start';
  }

  #makeLanes(): Lanes {
    const filter = { host: this.#host.value, result: this.#result.value };
    return lanesOf(this.#requests, this.#data, filter, this.#chosenOrder);
  }

  #makeView(window: WaterfallView['window']): WaterfallView {
    const order = this.#chosenOrder;
    const hidden = this.#phases.hiddenIn(order);
    const drawn = drawnRows(this.#requests, this.#lanes, window, hidden, { rows: MOST_ROWS, cells: CELLS });
    return { requests: this.#requests, names: this.#data, drawn, order, window };
  }

  #listen(): void {
    this.#contender?.addEventListener('change', () => {
      this.#requests = this.#chosenRequests();
      this.#fillResults();
      this.#zoom.reset(spanOf(this.#requests));
      this.#choose();
    });
    this.#order.addEventListener('change', () => this.#choose());
    this.#result.addEventListener('change', () => this.#choose());
    let typing: ReturnType<typeof setTimeout> | undefined;
    this.#host.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.#choose(), PATIENCE);
    });
    this.#details.addEventListener('toggle', () => this.#fillTable());
    this.#listenToPointer();
    this.#listenToArrows();
  }

  /** Other requests are to be shown. */
  #choose(): void {
    this.#lanes = this.#makeLanes();
    this.#draw();
  }

  #draw(): void {
    this.#view = this.#makeView(this.#zoom.window);
    this.#phases.offerFor(this.#view.order);
    const { rows } = this.#view.drawn;
    const height = rows.length <= MOST_NAMED ? NAMED_ROW_HEIGHT : ROW_HEIGHT;
    this.#tip.hidden = true;
    this.#highlight.hidden = true;
    this.#selected = -1;
    this.#chart.redraw(Math.max(rows.length * height, LEAST_HEIGHT) + AXIS_HEIGHT);
    byId('waterfall-status').textContent = this.#status();
    this.#fillTable();
  }

  #status(): string {
    const { drawn, window, order } = this.#view;
    const { count, total } = this.#requests;
    if (count === 0) return 'No request went out.';
    const parts = [
      `${grouped(drawn.requests)} of ${counted(count, 'request')}, ${formatTime(window.from)} to ${formatTime(window.to)}`,
    ];
    if (count < total) parts.push(`an even sample of ${grouped(total)}`);
    if (drawn.lanesInRow > 1) {
      const what = order === 'slot' ? 'slots' : 'requests';
      parts.push(
        `each row stands for ${drawn.lanesInRow} ${what}, in the colour of what most of them were waiting for`,
      );
    }
    if (drawn.requests === 0) parts.push('nothing here passes the filter');
    return `${parts.join('; ')}.`;
  }

  #fillResults(): void {
    const before = this.#result.value;
    const choices = [
      ['', 'any'],
      ...Object.entries(GROUPS),
      ...resultsIn(this.#requests, this.#data).map((result) => [result, result]),
    ];
    const options = choices.map(([value = '', name = '']) => new Option(name, value));
    this.#result.replaceChildren(...options);
    this.#result.value = choices.some(([value]) => value === before) ? before : '';
  }

  /** A table that nobody has opened is not made. */
  #fillTable(): void {
    if (!this.#details.hasAttribute('open')) return;
    byId('waterfall-table').replaceChildren(requestsTable(this.#requests, this.#data, this.#view.drawn));
  }

  #listenToPointer(): void {
    const { element, engine } = this.#chart;
    element.addEventListener('pointermove', ({ offsetX, offsetY, buttons }) => {
      const time = engine.convertFromPixel({ xAxisIndex: 0 }, offsetX);
      const row = engine.convertFromPixel({ yAxisIndex: 0 }, offsetY);
      const inside = offsetX >= labelWidth(this.#view, element.clientWidth) && buttons === 0;
      this.#pointAt(inside ? row : -1, time, offsetX);
    });
    element.addEventListener('pointerleave', () => this.#pointAt(-1, 0, 0));
  }

  #listenToArrows(): void {
    this.#chart.element.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (event.key === 'Escape') this.#pointAt(-1, 0, 0);
      if (step === 0) return;
      event.preventDefault();
      const { drawn } = this.#view;
      const row = Math.min(Math.max(this.#selected + step, 0), drawn.rows.length - 1);
      const first = drawn.rows[row]?.requests[0] ?? 0;
      this.#pointAt(
        row,
        at(this.#requests.columns.start, first),
        labelWidth(this.#view, this.#chart.element.clientWidth),
      );
    });
  }

  /** Marks a row and tells of it, or of the request in it that is under way at this time. */
  #pointAt(number: number, time: number, x: number): void {
    const row = this.#view.drawn.rows[number];
    this.#selected = row ? number : -1;
    this.#tip.hidden = !row;
    this.#highlight.hidden = !row;
    if (!row) return;
    this.#tip.replaceChildren(this.#describe(row, time));
    const { clientHeight } = this.#chart.element;
    const band = (clientHeight - AXIS_HEIGHT) / this.#view.drawn.rows.length;
    const rowTop = number * band + TOP;
    this.#highlight.style.top = `${rowTop}px`;
    this.#highlight.style.height = `${Math.max(band, 2)}px`;
    const [left, top] = withinWindow(this.#chart.element, this.#tip, x + 16, rowTop + NAMED_ROW_HEIGHT);
    this.#tip.style.left = `${left}px`;
    this.#tip.style.top = `${top}px`;
  }

  #describe(row: DrawnRow, time: number): HTMLElement {
    const [first = 0] = row.requests;
    if (row.requests.length > 1 && this.#view.order !== 'slot') {
      return factTable(nameOf(row, this.#view), rowFacts(this.#requests, this.#data, row.requests));
    }
    const { columns } = this.#requests;
    const under = row.requests.findLast((n) => at(columns.start, n) <= time) ?? first;
    return factTable(
      urlOf(this.#data, this.#requests, under),
      requestFacts(this.#requests, this.#data, under),
    );
  }
}

/** From the start of the run to its last end. */
function spanOf({ end }: Requests): number {
  return end.reduce((most, time) => Math.max(most, time), 0);
}
