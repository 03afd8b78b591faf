// Starts a lab with a program in it, says where it is, and waits to be killed.

import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { startLab } from '../../support/lab/start-lab.ts';

const lab = await startLab({ hosts: [{ name: 'ctrl1' }, { name: 'ctrl2' }] });
const { command, args } = lab.enter('sleep', ['1000']);
const program = spawn(command, args, { stdio: 'ignore' });
await lab.run('ctrl1', 'setsid sleep 1001 >/dev/null 2>&1 &');
process.stdout.write(`${JSON.stringify({ dir: dirname(lab.keyPath), program: program.pid })}\n`);
