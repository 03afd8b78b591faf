// `npm run docs`: brings up what the generated parts of docs/ need, then writes them.

import { launch } from './launch.mjs';

const needs = { nix: true, tool: false, controlPlane: false, shells: false, lab: false };

await launch('test/references/main.ts', process.argv.slice(2), needs);
