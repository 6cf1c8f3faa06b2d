// Tells which of two strategies is faster for your URLs: npx tsx examples/compare.ts URL…
import { compare } from 'overlap-fetch';

const { contenders, verdict } = await compare(process.argv.slice(2), {
  contenders: ['sequential', 'async:64'],
  rounds: 3,
});

for (const { name, summary } of contenders) console.log(name, `${summary?.wall.median.toFixed(0)} ms`);
console.log(`fastest: ${verdict?.fastest}`);
