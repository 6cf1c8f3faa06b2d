import type { Chart } from './chart.ts';
import { afterKey, KEY_OF_ACTION, type TimeWindow, zoomed } from './time-window.ts';

/** Fewer pixels of dragging are a click. */
const LEAST_DRAG = 4;

/** Lets people change the stretch of time that a chart shows: by keys, buttons, dragging, and the wheel with Ctrl. */
export class ZoomControl {
  readonly #chart: Chart;
  readonly #changed: () => void;
  #span: number;
  #window: TimeWindow;

  /** @param changed called after each change of `window` */
  constructor(chart: Chart, span: number, changed: () => void) {
    this.#chart = chart;
    this.#span = span;
    this.#window = { from: 0, to: span };
    this.#changed = changed;
    this.#listenToKeys();
    this.#listenToButtons();
    this.#listenToWheel();
    this.#listenToDragging();
  }

  get window(): TimeWindow {
    return this.#window;
  }

  /** Shows the whole of another run. */
  reset(span: number): void {
    this.#span = span;
    this.#window = { from: 0, to: span };
  }

  #set(window: TimeWindow | undefined): void {
    if (!window || (window.from === this.#window.from && window.to === this.#window.to)) return;
    this.#window = window;
    this.#changed();
  }

  #listenToKeys(): void {
    this.#chart.element.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const window = afterKey(this.#window, event.key, this.#span);
      if (!window) return;
      event.preventDefault();
      this.#set(window);
    });
  }

  #listenToButtons(): void {
    this.#chart.element.parentElement?.addEventListener('click', ({ target }) => {
      const action = target instanceof HTMLElement ? target.dataset['zoom'] : undefined;
      const key = action === undefined ? undefined : KEY_OF_ACTION[action];
      if (key !== undefined) this.#set(afterKey(this.#window, key, this.#span));
    });
  }

  #listenToWheel(): void {
    const onWheel = (event: WheelEvent): void => {
      // A wheel without Ctrl scrolls the page.
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.#set(zoomed(this.#window, event.deltaY < 0 ? 0.8 : 1.25, this.#timeAt(event.clientX), this.#span));
    };
    this.#chart.element.addEventListener('wheel', onWheel, { passive: false });
  }

  #listenToDragging(): void {
    const { element } = this.#chart;
    const selection = document.createElement('div');
    selection.className = 'selection';
    element.append(selection);
    let begunAt: number | undefined;
    element.addEventListener('pointerdown', ({ button, clientX }) => {
      if (button === 0) begunAt = clientX;
    });
    element.addEventListener('pointermove', ({ clientX }) => {
      const from = begunAt ?? clientX;
      const left = element.getBoundingClientRect().left;
      selection.hidden = Math.abs(clientX - from) < LEAST_DRAG;
      selection.style.left = `${Math.min(clientX, from) - left}px`;
      selection.style.width = `${Math.abs(clientX - from)}px`;
    });
    addEventListener('pointerup', ({ clientX }) => {
      const from = begunAt;
      begunAt = undefined;
      selection.hidden = true;
      if (from === undefined || Math.abs(clientX - from) < LEAST_DRAG) return;
      const times = [this.#timeAt(from), this.#timeAt(clientX)].sort((a, b) => a - b);
      const [first = 0, last = 0] = times;
      this.#set(zoomed({ from: first, to: last }, 1, first, this.#span));
    });
    selection.hidden = true;
  }

  /** The time at a place on the screen, within the window. */
  #timeAt(clientX: number): number {
    const x = clientX - this.#chart.element.getBoundingClientRect().left;
    const time: unknown = this.#chart.engine.convertFromPixel({ xAxisIndex: 0 }, x);
    const { from, to } = this.#window;
    return Math.min(Math.max(Number(time), from), to);
  }
}
