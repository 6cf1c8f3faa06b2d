// Serves the demo site. Argument: the factor on its latencies.
import { startDemoSite } from '../../src/demo/site.ts';
import { announce } from './serving.ts';

const site = await startDemoSite({ scale: Number(process.argv[2]) });
announce({ urls: site.urls });
