import { createHash } from 'node:crypto';
import { escapeHtml } from './escape.ts';
import type { ReportModel } from '../picture/model.ts';
import type { PageAssets } from './page-assets.ts';
import { scriptJson } from '../picture/script-json.ts';
import { sectionsHtml } from './sections.ts';

/**
 * A report as one HTML file that loads nothing. Its words and tables are there without its script, which draws the
 * charts.
 */
export function htmlPage(model: ReportModel, { script, style }: PageAssets): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(model.title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header><p class="brand">Overlap</p><button type="button" id="theme" hidden>Dark</button></header>
<main id="main">
${sectionsHtml(model)}
</main>
<noscript><p class="empty">The charts need JavaScript; the tables do not.</p></noscript>
<script type="application/json" id="chart-data">${scriptJson(model.charts)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Nothing may be loaded, and only this script and these styles count, whatever else gets into the page. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${digest(script)}'`,
    `style-src 'sha256-${digest(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
