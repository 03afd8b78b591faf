// `npm run bench [-- --rounds=5 evaluate deploy large far scan image start]`: kubernixos beside others, in turn. Measures
// and prints; asserts nothing.

import { parseArgs } from 'node:util';
import { benchDeploy } from './bench-deploy.ts';
import { benchEvaluate } from './bench-evaluate.ts';
import { benchImage } from './bench-image.ts';
import { benchScan } from './bench-scan.ts';
import { benchStart } from './bench-start.ts';

const benches: Readonly<Record<string, (rounds: number) => Promise<void>>> = {
  start: benchStart,
  evaluate: benchEvaluate,
  deploy: (rounds) => benchDeploy(1000, rounds),
  large: (rounds) => benchDeploy(5000, rounds),
  far: (rounds) => benchDeploy(500, rounds, 20),
  scan: benchScan,
  image: benchImage,
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Every control plane ends with this process.
  process.on(signal, () => process.exit(130));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const unknown = positionals.filter((name) => benches[name] === undefined);
if (unknown.length > 0)
  throw new Error(
    `No such bench: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
  );
for (const [name, bench] of Object.entries(benches))
  if (positionals.length === 0 || positionals.includes(name)) await bench(Number(values.rounds));
