import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, type EChartsCoreOption, graphic, init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { onThemeChange, readTheme, type Theme } from './theme.ts';

use([
  BarChart,
  CanvasRenderer,
  CustomChart,
  GridComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

/** Makes an engine without a chart on the page, for images. */
export { init } from 'echarts/core';

/** What a chart shows, in ECharts' words. */
export type ChartOption = EChartsCoreOption;

/** CSS pixels that a chart is wide on paper: what A4 and Letter have between their margins. */
const PAPER_WIDTH = 680;

/** A chart in an element of the page: it follows the element's size, and light and dark. On paper it is light. */
export class Chart {
  readonly element: HTMLElement;
  readonly engine: EChartsType;
  /** What is to be drawn in this theme and width. */
  readonly describe: (theme: Theme, width: number) => ChartOption;
  #isOnPaper = false;

  /** @param describe called whenever the chart is drawn anew */
  constructor(element: HTMLElement, describe: (theme: Theme, width: number) => ChartOption) {
    this.element = element;
    this.describe = describe;
    this.engine = init(element, undefined, { renderer: 'canvas' });
    this.redraw();
    onThemeChange(() => this.redraw());
    new ResizeObserver(() => this.#fit()).observe(element);
    addEventListener('beforeprint', () => this.#print());
    addEventListener('afterprint', () => {
      this.#isOnPaper = false;
      // By then the page has its own colours again.
      requestAnimationFrame(() => this.redraw());
    });
  }

  /** @param height in CSS pixels; as it is, if it is not given */
  redraw(height?: number): void {
    if (height !== undefined) this.element.style.height = `${height}px`;
    this.#resize();
    this.#draw(this.describe(readTheme(), this.element.clientWidth));
  }

  /** Draws it for paper, before the page is laid out for that. */
  #print(): void {
    this.#isOnPaper = true;
    this.engine.resize({ width: PAPER_WIDTH, silent: true });
    this.#draw(this.describe(readTheme('light'), PAPER_WIDTH));
  }

  #draw(option: ChartOption): void {
    this.engine.setOption({ animation: false, ...option }, { notMerge: true });
  }

  #fit(): void {
    if (!this.#isOnPaper && this.#hasOtherSize()) this.redraw();
  }

  #resize(): void {
    if (this.#hasOtherSize()) this.engine.resize({ silent: true });
  }

  #hasOtherSize(): boolean {
    const { clientWidth, clientHeight } = this.element;
    return clientWidth !== this.engine.getWidth() || clientHeight !== this.engine.getHeight();
  }
}

/**
 * Horizontal stretches as one shape, since a thousand of them as shapes of their own are slow to draw:
 * `spans` holds left and right edges in turn.
 */
const Spans = graphic.extendShape({
  shape: { spans: [], top: 0, height: 0 },
  buildPath(context, { spans, top, height }: { spans: readonly number[]; top: number; height: number }) {
    for (let n = 0; n + 1 < spans.length; n += 2) {
      const left = spans[n] ?? 0;
      context.rect(left, top, Math.max((spans[n + 1] ?? 0) - left, 0.5), height);
    }
  },
});
graphic.registerShape('spans', Spans);
