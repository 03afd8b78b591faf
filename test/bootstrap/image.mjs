// `npm run image`: brings up what the image is made with, then makes it.

import { launch } from './launch.mjs';

const needs = { nix: false, tool: true, controlPlane: false, shells: false, lab: false };

await launch('image/main.ts', process.argv.slice(2), needs);
