// `npm run docs`: brings up what the generated parts of docs/ need, then writes them.

import { launch, nothing } from './launch.mjs';

const needs = { ...nothing, nix: true };

await launch('test/references/main.ts', process.argv.slice(2), needs);
