// A program for tests of the control plane's end: starts one, says what it is, and waits for ever.

import { startControlPlane } from './control-plane.ts';

const { supervisorPid, dir } = await startControlPlane();
console.log(JSON.stringify({ supervisorPid, dir }));
setInterval(() => undefined, 60_000);
