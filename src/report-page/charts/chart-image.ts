import { type Chart, init } from './chart.ts';
import { make } from '../elements.ts';
import { saveFile } from '../download.ts';
import { readTheme, type Theme } from './theme.ts';

/** What a colour of a chart stands for. */
type LegendItem = { readonly name: string; readonly color: string };

export type ImageOptions = {
  /** Stands above the chart. */
  readonly title: string;
  /** Of the file, without its ending. */
  readonly name: string;
  /** What the buttons beside the chart say on the page. */
  readonly legend: (theme: Theme) => readonly LegendItem[];
};

const MARGIN = 16;
const TITLE_HEIGHT = 34;
const LEGEND_LINE = 22;
const LEGEND_SIZE = 13;
const SWATCH = 12;
const SVG = 'http://www.w3.org/2000/svg';

/** A text or a square above the chart. */
type Mark = { readonly x: number; readonly y: number } & (
  | { readonly text: string; readonly size: number; readonly weight: number }
  | { readonly color: string }
);

/** Adds buttons below a chart that save it as an image: light, on white, with its title and legend. */
export function addImageButtons(chart: Chart, options: ImageOptions): void {
  const button = (kind: string, save: () => void): HTMLElement => {
    const element = make('button', kind);
    element.setAttribute('type', 'button');
    element.setAttribute('aria-label', `Save “${options.title}” as ${kind}`);
    element.addEventListener('click', save);
    return element;
  };
  const box = make('p', 'Save as ', 'images');
  box.append(
    button('PNG', () => savePng(chart, options)),
    button('SVG', () => saveSvg(chart, options)),
  );
  chart.element.after(box);
}

function savePng(chart: Chart, options: ImageOptions): void {
  const { theme, width, height, marks, top } = layOut(chart, options);
  const scale = devicePixelRatio;
  const engine = init(make('div'), undefined, { renderer: 'canvas', width, height, devicePixelRatio: scale });
  engine.setOption({ animation: false, ...chart.describe(theme, width) });
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = (height + top) * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser has no canvas');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.drawImage(engine.renderToCanvas({ pixelRatio: scale }), 0, top, width, height);
  for (const mark of marks) {
    context.fillStyle = 'color' in mark ? mark.color : theme.ink;
    if ('color' in mark) {
      context.fillRect(mark.x, mark.y, SWATCH, SWATCH);
      continue;
    }
    context.font = `${mark.weight} ${mark.size}px ${theme.font}`;
    context.fillText(mark.text, mark.x, mark.y);
  }
  engine.dispose();
  canvas.toBlob((blob) => blob && saveFile(`${options.name}.png`, blob));
}

function saveSvg(chart: Chart, options: ImageOptions): void {
  const { theme, width, height, marks, top } = layOut(chart, options);
  const engine = init(null, undefined, { renderer: 'svg', ssr: true, width, height });
  engine.setOption({ animation: false, ...chart.describe(theme, width) });
  const inner = engine.renderToSVGString().replace('<svg ', `<svg y="${top}" `);
  engine.dispose();
  const background = svgElement('rect', { width, height: height + top, fill: '#ffffff' });
  const above = marks.map((mark) => svgMark(mark, theme));
  const size = `width="${width}" height="${height + top}" viewBox="0 0 ${width} ${height + top}"`;
  const text = `<svg xmlns="${SVG}" ${size}>${[background, ...above].join('')}${inner}</svg>\n`;
  saveFile(`${options.name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
}

function svgMark(mark: Mark, theme: Theme): string {
  const place = { x: mark.x, y: mark.y };
  if ('color' in mark) {
    return svgElement('rect', { ...place, width: SWATCH, height: SWATCH, fill: mark.color });
  }
  const font = { 'font-family': theme.font, 'font-size': mark.size, 'font-weight': mark.weight };
  return svgElement('text', { ...place, ...font, fill: theme.ink }, mark.text);
}

/** One element as text; whatever stands in it is no markup. */
function svgElement(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): string {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return new XMLSerializer().serializeToString(made);
}

/** Where the title and the legend stand, and how much room they take. */
function layOut(chart: Chart, { title, legend }: ImageOptions) {
  const theme = readTheme('light');
  const { clientWidth: width, clientHeight: height } = chart.element;
  const marks: Mark[] = [{ x: MARGIN, y: 24, text: title, size: 16, weight: 600 }];
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `${LEGEND_SIZE}px ${theme.font}`;
  let [x, line] = [MARGIN, 0];
  const items = legend(theme);
  for (const { name, color } of items) {
    const length = SWATCH + 6 + (context?.measureText(name).width ?? 0) + 18;
    if (x > MARGIN && x + length > width) [x, line] = [MARGIN, line + 1];
    const y = TITLE_HEIGHT + line * LEGEND_LINE + 14;
    marks.push(
      { x, y: y - SWATCH + 1, color },
      { x: x + SWATCH + 6, y, text: name, size: LEGEND_SIZE, weight: 400 },
    );
    x += length;
  }
  const top = TITLE_HEIGHT + (items.length > 0 ? (line + 1) * LEGEND_LINE + 8 : 0);
  return { theme, width, height, marks, top };
}
