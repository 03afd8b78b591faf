// `npm run bench`: brings up what the benchmark needs, then runs it.

import { everything, launch } from './launch.mjs';

await launch('test/bench/main.ts', process.argv.slice(2), { ...everything, machines: true });
