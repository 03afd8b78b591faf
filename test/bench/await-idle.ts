import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../support/wait-for.ts';

const SAMPLE_MILLISECONDS = 1000;
const IDLE = 0.9;

/**
 * Waits until the machine does nothing for a second: controllers go on for a while after a deployment,
 * and what is measured next would pay for it. Goes on after a minute all the same.
 */
export async function awaitIdle(): Promise<void> {
  const isIdle = async () => {
    const before = times();
    await sleep(SAMPLE_MILLISECONDS);
    const after = times();
    return (after.idle - before.idle) / (after.all - before.all) >= IDLE;
  };
  await waitFor(isIdle, { deadline: 60_000 }).catch(() => {
    console.log('The machine does not get idle: what follows is measured beside something else.');
  });
}

function times(): { readonly idle: number; readonly all: number } {
  const each = cpus().map(({ times }) => times);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    idle: sum(each.map(({ idle }) => idle)),
    all: sum(each.flatMap((time) => Object.values(time))),
  };
}
