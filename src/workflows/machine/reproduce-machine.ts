import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { reproduction } from '../../machine/reproduction.ts';
import type { JsonObject } from '../../model/json.ts';
import type { IpxeOrigin } from '../../model/boot-image.ts';
import type { Machine } from '../../model/machine.ts';
import type { ReadSourceState } from '../../ports/source-state.ts';
import { describeMachine, type MachinePorts } from './describe-machines.ts';

export interface ReproducePorts extends MachinePorts {
  readonly sourceState: ReadSourceState;
  /** The directory of the hostgroup; null where it is no file. */
  readonly directory: string | null;
  /** Versions of what makes images. */
  readonly makers: {
    readonly kubernixos: string;
    readonly ipxe: (machine: Machine) => IpxeOrigin | null;
  };
}

/** What the image of a machine is made of, by names, versions and hashes; no value is in it. */
export async function reproduceMachine(
  request: EvaluationRequest,
  name: string,
  { sourceState, directory, makers, ...ports }: ReproducePorts,
  signal: AbortSignal,
): Promise<JsonObject> {
  const machine = await describeMachine(request, name, ports, signal);
  const state = directory === null ? null : await sourceState(directory, signal);
  const secrets = machine.secrets.map(({ group, file, keys }) => ({
    ...{ group, file },
    names: keys.map((key) => key.name),
  }));
  return {
    ...reproduction(machine, { ipxe: makers.ipxe(machine), secrets }),
    kubernixos: makers.kubernixos,
    source: state === null ? null : { commit: state.commit, dirty: state.dirty },
  };
}
