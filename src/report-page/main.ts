import './page.css';
import type { ChartData } from '../report/picture/model.ts';
import { setUpDownload } from './download.ts';
import { buttonById, byId } from './elements.ts';
import { FailurePages } from './failure-pages.ts';
import { drawInFlight } from './charts/in-flight-chart.ts';
import { drawSpeedUps } from './charts/speed-up-chart.ts';
import { drawSweep } from './charts/sweep-chart.ts';
import { setUpThemeButton } from './charts/theme.ts';
import { Waterfall } from './waterfall/waterfall.ts';

const text = byId('chart-data').textContent ?? '';
const data: ChartData = JSON.parse(text);

setUpThemeButton(buttonById('theme'));
setUpDownload(buttonById('download'), 'overlap-report.json', () => text);
if (data.speedUps) drawSpeedUps(data.speedUps);
if (data.sweep) drawSweep(data.sweep);
if (data.failures) new FailurePages(data.failures).show();
drawInFlight(data);
new Waterfall(data).show();
