// `npm run image`: brings up what the image is made with, then makes it.

import { launch, nothing } from './launch.mjs';

const needs = { ...nothing, tool: true };

await launch('image/main.ts', process.argv.slice(2), needs);
