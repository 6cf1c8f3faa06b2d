import './page.css';
import type { ChartData } from '../html/model.ts';
import { setUpDownload } from './download.ts';
import { buttonById, byId } from './elements.ts';
import { FailurePages } from './failure-pages.ts';
import { drawInFlight } from './in-flight-chart.ts';
import { drawSpeedUps } from './speed-up-chart.ts';
import { drawSweep } from './sweep-chart.ts';
import { setUpThemeButton } from './theme.ts';
import { Waterfall } from './waterfall.ts';

const text = byId('chart-data').textContent ?? '';
const data: ChartData = JSON.parse(text);

setUpThemeButton(buttonById('theme'));
setUpDownload(buttonById('download'), 'overlap-report.json', () => text);
if (data.speedUps) drawSpeedUps(data.speedUps);
if (data.sweep) drawSweep(data.sweep);
if (data.failures) new FailurePages(data.failures).show();
drawInFlight(data);
new Waterfall(data).show();
