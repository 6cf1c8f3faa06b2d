import { escapeHtml } from './escape.ts';
import { formatDuration } from '../text/duration.ts';
import { grouped } from '../text/wording.ts';
import { FAILURE_COLUMNS, failuresCaption, FAILURES_ON_PAGE } from './failure-columns.ts';
import {
  type FailureTable,
  type Note,
  type Phase,
  PHASES,
  type ReportModel,
  type Table,
} from '../picture/model.ts';
import { factsHtml, tableHtml } from './table-html.ts';

/** What stands between the page's head and its scripts, in the order in which it is read. */
export function sectionsHtml(model: ReportModel): string {
  const { charts } = model;
  const sections = [
    verdict(model),
    // A single run's errors are what its reader looks for first.
    charts.failures ? errors(model) : '',
    contenders(model),
    charts.speedUps && model.rounds ? speedUp(model.rounds) : '',
    charts.sweep && model.levels ? sweep(model.levels) : '',
    inFlight(model),
    waterfall(model),
    charts.failures ? '' : errors(model),
    surroundings(model),
    download(),
  ];
  return sections.filter((html) => html !== '').join('\n');
}

function section(id: string, title: string, parts: readonly string[]): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${parts.join('\n')}</section>`;
}

function verdict({ verdict: sentence, scope, highlights, notes }: ReportModel): string {
  const list = notes.map(noteHtml).join('\n');
  return (
    `<section id="verdict" aria-labelledby="verdict-title"><h1 id="verdict-title">${escapeHtml(sentence)}</h1>\n` +
    `<p class="scope">${escapeHtml(scope)}</p>\n` +
    (highlights.length > 0 ? `${factsHtml(highlights, 'highlights')}\n` : '') +
    (notes.length > 0 ? `<ul class="notes">${list}</ul>` : '') +
    `</section>`
  );
}

function noteHtml({ text, quoted }: Note): string {
  const quotation = quoted.length > 0 ? `<pre>${quoted.map(escapeHtml).join('\n')}</pre>` : '';
  return `<li>${escapeHtml(text)}${quotation}</li>`;
}

function contenders({ contenders: table, legend, rounds, charts }: ReportModel): string {
  return section('contenders', rounds ? 'The contenders' : 'The run', [
    tableHtml(table),
    ...(legend.length > 0 ? [factsHtml(legend, 'facts')] : []),
    // Where they are not beside the chart.
    ...(rounds && !charts.speedUps ? [roundsHtml(rounds)] : []),
  ]);
}

function roundsHtml(rounds: Table): string {
  return asTable('Every round as a table', rounds);
}

function speedUp(rounds: Table): string {
  return section('speed-up', 'Speed-up', [
    hint(
      'How many times as fast as the first contender. A bar is the estimate over all rounds, the line across its end the ' +
        'interval that holds the true ratio, with 95 % for all claims of the comparison together (Student’s t on the ' +
        'logarithms of the rounds’ ratios, widened by Bonferroni’s correction), and each dot is a round.',
    ),
    chart('speed-up-chart', 'Speed-up of each contender; the table below has the numbers'),
    roundsHtml(rounds),
  ]);
}

function sweep(levels: Table): string {
  return section('sweep', 'More concurrency', [
    hint(
      'What each level of concurrency brings: requests a second above, and below it what a single request takes. ' +
        'Past the marked level, more buys nothing.',
    ),
    chart('sweep-chart', 'Throughput and latency against concurrency; the table below has the numbers'),
    asTable('The levels as a table', levels),
  ]);
}

function inFlight({ inFlight: table, charts }: ReportModel): string {
  const isAveraged = charts.contenders.some(({ inFlight: { averaged } }) => averaged);
  return section('in-flight', 'Requests in flight', [
    hint(
      'How many requests were waiting for their answers at the same time, all on one time axis.' +
        (isAveraged ? ' With so many requests, each step is the mean of a short time.' : ''),
    ),
    '<div class="toggles" id="in-flight-lines" role="group" aria-label="Lines to show"></div>',
    zoomable('in-flight', 'Requests in flight over time'),
    asTable('Requests in flight as a table', table),
  ]);
}

function waterfall({ charts, best }: ReportModel): string {
  const options = charts.contenders.map(
    ({ name }, n) => `<option value="${n}"${name === best ? ' selected' : ''}>${escapeHtml(name)}</option>`,
  );
  const contender = `<label>Contender <select id="waterfall-contender">${options.join('')}</select></label>`;
  return section('waterfall', 'Waterfall', [
    hint(
      'Each request as a bar from its dispatch on, coloured by what it was waiting for. The time before, in the queue, is ' +
        'shown by its button. Drag over a stretch of time to look closer.',
    ),
    `<div class="controls">${charts.contenders.length > 1 ? contender : ''}
<label>Rows by <select id="waterfall-order"><option value="start">start</option><option value="host">host</option><option value="slot">slot</option></select></label>
<label>Host contains <input id="waterfall-host" type="search" autocomplete="off" spellcheck="false" placeholder="any host"></label>
<label>Result <select id="waterfall-result"></select></label></div>`,
    `<div class="toggles" id="waterfall-phases" role="group" aria-label="Phases to show">${PHASES.map(phaseToggle).join('')}</div>`,
    zoomable('waterfall', 'Waterfall of the requests; the arrow keys up and down go through the rows'),
    `<details id="waterfall-details"><summary>These requests as a table</summary><div id="waterfall-table"></div></details>`,
  ]);
}

/** Of a long list nearly all time is spent in the queue, so that is shown where it is asked for. */
const HIDDEN_AT_FIRST: Phase = 'queued';

function phaseToggle(phase: Phase): string {
  return `<button type="button" aria-pressed="${phase !== HIDDEN_AT_FIRST}" data-phase="${phase}"><span class="swatch"></span>${phase}</button>`;
}

function errors({ errors: byHost, charts }: ReportModel): string {
  const title = charts.failures ? 'What went wrong' : 'Errors by host';
  return section('errors', title, [tableHtml(byHost), charts.failures ? failures(charts.failures) : '']);
}

/** The first page, which the page's script replaces by one that can be turned. */
function failures({ count, rows }: FailureTable): string {
  const first = rows
    .slice(0, FAILURES_ON_PAGE)
    .map(([seq, url, result, message, time]) => [url, result, message, formatDuration(time), grouped(seq)]);
  const table = tableHtml({
    caption: failuresCaption(count, rows.length),
    columns: FAILURE_COLUMNS,
    rows: first,
    empty: '',
  });
  return `<h3>Every URL that went wrong</h3>\n<div id="failures">${table}</div>`;
}

function surroundings({ environment, settings }: ReportModel): string {
  const parts = [factsHtml(environment, 'facts')];
  if (settings.length > 0) parts.push('<h3>Settings</h3>', factsHtml(settings, 'facts'));
  return section('environment', settings.length > 0 ? 'Environment and settings' : 'The records', parts);
}

function download(): string {
  return section('data', 'The data', [
    hint(
      'This page holds everything that it shows and loads nothing. The download is what is drawn: requests in columns, ' +
        'in order of their first dispatch.',
    ),
    '<p><button type="button" id="download">Download the data (JSON)</button></p>',
  ]);
}

function hint(text: string): string {
  return `<p class="hint">${text}</p>`;
}

function chart(id: string, label: string): string {
  return `<div class="chart" id="${id}" role="img" aria-label="${label}"></div>`;
}

/** A chart with a stretch of time that can be changed: by its buttons, by keys, and by dragging. */
function zoomable(id: string, label: string): string {
  const button = (action: string, sign: string, name: string): string =>
    `<button type="button" data-zoom="${action}" aria-label="${name}" title="${name}">${sign}</button>`;
  return `<div class="zoom"><p id="${id}-status" role="status"></p><div role="group" aria-label="Stretch of time">${[
    button('in', '+', 'Look closer'),
    button('out', '−', 'See more'),
    button('earlier', '←', 'Earlier'),
    button('later', '→', 'Later'),
    button('whole', 'Whole run', 'Whole run'),
  ].join('')}</div></div>
<div class="chart" id="${id}-chart" tabindex="0" role="application" aria-label="${label}; left and right move in time, plus and minus zoom, 0 shows the whole run" aria-describedby="${id}-status"></div>`;
}

function asTable(summary: string, table: Table): string {
  return `<details><summary>${summary}</summary>${tableHtml(table)}</details>`;
}
