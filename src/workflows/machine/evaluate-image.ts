import { evaluateMachines } from '../../evaluate/evaluate-machines.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { checkVariables } from '../../machine/check-variables.ts';
import { selectMachine } from '../../machine/select-machines.ts';
import type { ImageVariables } from '../../model/image-variables.ts';
import type { Machine } from '../../model/machine.ts';
import type { ReadTextFile } from '../../ports/text-file.ts';
import type { MachinePorts } from './describe-machines.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

export interface ImageEvaluationPorts extends MachinePorts {
  /** Reads what is no secret. */
  readonly readPublic: ReadTextFile;
}

/** A machine as its image has it, and all of the hostgroup. */
export interface EvaluatedImage {
  readonly machine: Machine;
  readonly machines: readonly Machine[];
}

/**
 * Evaluates a machine with what NODE_HOSTNAME, SSH_KEY_PATH and IGN_PATH say of its image, so that
 * whatever holds for options holds for them too; a line for each is told, also where that fails.
 */
export async function evaluateImage(
  request: EvaluationRequest,
  name: string,
  variables: Variables,
  { nix, tell, readPublic }: ImageEvaluationPorts,
  signal: AbortSignal,
): Promise<EvaluatedImage> {
  const taken = takenLines(name, variables);
  if (taken.length === 0) {
    const machines = await evaluateMachines(nix, request, signal, tell);
    return { machine: selectMachine(machines, name), machines };
  }
  const image = await readVariables(name, variables, readPublic);
  const tellAll = (line: (one: Taken) => string) => {
    for (const one of taken) tell(line(one));
  };
  try {
    const machines = await evaluateMachines(nix, { ...request, image }, signal, tell);
    const machine = selectMachine(machines, name);
    tellAll(machine.boot.source === 'network' ? withoutEffect(name) : effect);
    return { machine, machines };
  } catch (error) {
    tellAll(effect);
    throw error;
  }
}

interface Taken {
  readonly variable: string;
  readonly does: string;
}

/** What each variable does that is set, and not empty. No line has a value that may be a secret. */
function takenLines(
  name: string,
  { NODE_HOSTNAME, SSH_KEY_PATH, IGN_PATH }: Variables,
): readonly Taken[] {
  return [
    { variable: 'NODE_HOSTNAME', value: NODE_HOSTNAME, does: `${name} is called as it says` },
    { variable: 'SSH_KEY_PATH', value: SSH_KEY_PATH, does: `its key logs in as core, too` },
    { variable: 'IGN_PATH', value: IGN_PATH, does: 'it stands in place of boot.ignitionUrl' },
  ].filter(({ value }) => (value ?? '') !== '');
}

const effect = ({ variable, does }: Taken) =>
  `${variable} is set in the environment: in this image ${does}`;

const withoutEffect = (name: string) => (taken: Taken) =>
  `warning: ${taken.variable} has no effect: ${name} starts from the network`;

async function readVariables(
  machine: string,
  { NODE_HOSTNAME, SSH_KEY_PATH, IGN_PATH }: Variables,
  read: ReadTextFile,
): Promise<ImageVariables> {
  return checkVariables({
    machine,
    hostname: NODE_HOSTNAME || null,
    sshKeyText: SSH_KEY_PATH ? await read(SSH_KEY_PATH) : null,
    ignitionUrl: IGN_PATH || null,
  });
}
