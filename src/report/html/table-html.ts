import { escapeHtml } from './escape.ts';
import type { Fact, Table } from '../picture/model.ts';

/** A table that scrolls within its own width, or what stands in its place when it has no rows. */
export function tableHtml({ caption, columns, rows, empty }: Table): string {
  if (rows.length === 0) return `<p class="empty">${escapeHtml(empty)}</p>`;
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  return (
    `<div class="scrolling" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>` +
    `<caption>${escapeHtml(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>`
  );
}

function cellHtml(text: string, index: number): string {
  if (index === 0) return `<th scope="row">${escapeHtml(text)}</th>`;
  // Figures stand under each other by their right edge.
  const isFigure = /^(?:[\d–]|about \d|not )/.test(text) && text.length < 30;
  return `<td${isFigure ? ' class="figure"' : ''}>${escapeHtml(text)}</td>`;
}

/** Names and values, as a list of pairs. */
export function factsHtml(facts: readonly Fact[], className: string): string {
  const pairs = facts.map(
    ({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `<dl class="${className}">${pairs.join('\n')}</dl>`;
}
