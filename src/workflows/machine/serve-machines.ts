import { evaluateMachines } from '../../evaluate/evaluate-machines.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { checkBearerSecret } from '../../machine/bearer.ts';
import { requireFields } from '../../machine/require-fields.ts';
import { answerRequest } from '../../machine/serve/answer-request.ts';
import { Failure } from '../../model/failure.ts';
import type { FetchRecord } from '../../model/boot-request.ts';
import type { Machine } from '../../model/machine.ts';
import type { BootAddress, BootServer } from '../../ports/boot-server.ts';
import type { ReadSecretFile } from '../../ports/secret-file.ts';
import type { MachinePorts } from './describe-machines.ts';

export interface ServeRequest {
  readonly address: BootAddress;
  /** The file with the secret that bearer tokens are made of. */
  readonly bearerSecret: string | null;
}

export interface ServePorts extends MachinePorts {
  readonly read: ReadSecretFile;
  readonly server: BootServer;
  readonly ready: (url: string, machines: readonly Machine[]) => void;
  readonly fetched: (record: FetchRecord) => void;
}

/** Serves scripts and configurations of the machines as they are now, until the signal aborts. */
export async function serveMachines(
  request: EvaluationRequest,
  { address, bearerSecret: file }: ServeRequest,
  { nix, tell, read, server, ready, fetched }: ServePorts,
  signal: AbortSignal,
): Promise<void> {
  const machines = await evaluateMachines(nix, request, signal, tell);
  requireFields(machines);
  const bearerSecret = file === null ? null : checkBearerSecret(await read(file), file);
  if (file !== null && (await server.offers(file))) throw servedSecret(file);
  const needing = machines.filter(
    ({ boot }) => boot.ignition.type === 'pointer' && boot.ignition.needsToken,
  );
  if (needing.length > 0 && bearerSecret === null) throw needsSecret(needing);
  const open = machines.filter((machine) => !needing.includes(machine));
  if (!isLoopback(address.host) && open.length > 0) tell(`warning: ${openTo(address.host, open)}`);
  await server.serve(
    address,
    (asked) => answerRequest(asked, { machines, bearerSecret }),
    {
      ready: (url) => {
        ready(url, machines);
      },
      fetched,
    },
    signal,
  );
  signal.throwIfAborted();
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host);
}

function openTo(host: string, machines: readonly Machine[]): string {
  const names = machines.map(({ name }) => name).join(', ');
  return `whoever reaches ${host} can read the configuration of ${names}; boot.ignitionToken keeps others out`;
}

function servedSecret(file: string): Failure {
  return new Failure({
    code: 'secret-in-assets',
    message: `${file} is below the directory of --assets, whose files are served`,
    hint: 'Keep what is served in a directory of its own.',
  });
}

function needsSecret(machines: readonly Machine[]): Failure {
  return new Failure({
    code: 'needs-bearer',
    message: `${machines.map(({ name }) => name).join(', ')} show a token, and no secret is given to make it of`,
    hint: 'Write --bearer-secret FILE, the same file as for kubernixos machine image.',
  });
}
