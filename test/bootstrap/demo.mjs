// `npm run demo`: brings up what the demo needs, then runs it.

import { everything, launch } from './launch.mjs';

await launch('test/demo/main.ts', process.argv.slice(2), everything);
