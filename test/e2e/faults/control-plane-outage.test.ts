import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Intervention } from '../../support/control-plane-start.ts';
import { waitFor } from '../../support/wait-for.ts';
import { thorough } from '../main/thorough.ts';
import { after } from '../support/server-faults.ts';
import { type Phase, PHASES } from './fault-phases.ts';
import { type FaultyServer, removed, startFaultyServer } from './faulty-server.ts';

// The programs of a control plane fail in the middle of a run. It has a control plane of its own.

const name = 'outage';
const run = ['apply', 'prune', '--yes', '--request-timeout=4s'];

let plane: ControlPlane;
let server: FaultyServer;

beforeAll(async () => {
  plane = await startControlPlane({ binaries: inject('controlPlane').binaries });
  server = await startFaultyServer(name, plane);
});

afterAll(async () => {
  await server.remove();
  await plane.stop();
});

type Program = Intervention['program'];

const phases = ['list', 'apply', 'deletion'] as const satisfies readonly Phase[];
const programs = ['kube-apiserver', 'etcd'] as const satisfies readonly Program[];
const all = phases.flatMap((phase) => programs.map((program) => [phase, program] as const));
const cases = thorough ? all : all.filter((_, index) => index % 3 === 0);

test.each(cases)(
  'a run fails where at its %s the %s dies, loses nothing, and the next converges',
  async (phase, program) => {
    const before = await prepare();
    interveneIn(phase, { what: 'kill', program });

    const broken = await server.run(run);

    await plane.intervene({ what: 'start', program });
    await works();
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout + broken.stderr).toMatch(/^(error: |failed )/m);
    await expectConvergence(before);
  },
);

test.each(cases)(
  'a run fails where at its %s the %s hangs, loses nothing, and the next converges',
  async (phase, program) => {
    const before = await prepare();
    interveneIn(phase, { what: 'pause', program });

    const broken = await server.run(run);

    await plane.intervene({ what: 'resume', program });
    await works();
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout + broken.stderr).toMatch(/^(error: |failed )/m);
    await expectConvergence(before);
  },
);

test.each(programs)('a run outlasts a pause of the %s', async (program) => {
  const before = await prepare();
  const pause = async () => {
    await plane.intervene({ what: 'pause', program });
    setTimeout(() => void plane.intervene({ what: 'resume', program }), 2000);
  };
  server.gateway.obey({ on: PHASES.list, times: 1, fault: after(pause) });

  const result = await server.run(['apply', 'prune', '--yes']);

  expect(result).toMatchObject({ exitCode: 0 });
  await expectConvergence(before);
});

async function prepare(): Promise<Readonly<Record<string, string>>> {
  await server.reset();
  return server.uids();
}

function interveneIn(phase: Phase, intervention: Intervention): void {
  const fault = after(() => plane.intervene(intervention));
  server.gateway.obey({ on: PHASES[phase], times: 1, fault });
}

/** Until the API server answers, and writes. */
async function works(): Promise<void> {
  server.gateway.obey(null);
  await waitFor(() => server.kubectl(['annotate', '--overwrite', 'configmap/unmanaged', 'a=b']), {
    what: 'the control plane to work again',
    deadline: 60_000,
  });
}

async function expectConvergence(before: Readonly<Record<string, string>>): Promise<void> {
  const result = await server.run(['apply', 'prune', '--yes']);
  expect(result).toMatchObject({ exitCode: 0 });
  const isRemoved = (each: string) => removed.some((one) => one === each);
  const stays = Object.entries(before).filter(([each]) => !isRemoved(each));
  expect(await server.uids()).toEqual(Object.fromEntries(stays));
}
