import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { ipxeOrigin } from '../../machine/image/ipxe-origin.ts';
import { reproduction } from '../../machine/reproduction.ts';
import type { JsonObject } from '../../model/json.ts';
import type { IpxeOrigin } from '../../model/boot-image.ts';
import type { Machine } from '../../model/machine.ts';
import type { Ipxe } from '../../ports/ipxe.ts';
import type { ReadSourceState } from '../../ports/source-state.ts';
import { evaluateImage, type ImageEvaluationPorts, type Variables } from './evaluate-image.ts';

export interface ReproduceRequest {
  readonly name: string;
  /** As for the image. */
  readonly variables: Variables;
}

export interface ReproducePorts extends ImageEvaluationPorts {
  readonly sourceState: ReadSourceState;
  /** The directory of the hostgroup; null where it is no file. */
  readonly directory: string | null;
  /** What images are made with in place of the pinned iPXE. */
  readonly ownIpxe: Ipxe | null;
  /** Versions of what makes images. */
  readonly makers: {
    readonly kubernixos: string;
    readonly ipxe: (machine: Machine) => IpxeOrigin | null;
  };
}

/** What the image of a machine is made of, by names, versions and hashes; no value is in it. */
export async function reproduceMachine(
  request: EvaluationRequest,
  { name, variables }: ReproduceRequest,
  ports: ReproducePorts,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { sourceState, directory, makers } = ports;
  const { machine } = await evaluateImage(request, name, variables, ports, signal);
  const state = directory === null ? null : await sourceState(directory, signal);
  const secrets = machine.secrets.map(({ group, file, keys }) => ({
    ...{ group, file },
    names: keys.map((key) => key.name),
  }));
  return {
    ...reproduction(machine, { ipxe: await originOf(machine, ports, signal), secrets }),
    kubernixos: makers.kubernixos,
    source: state === null ? null : { commit: state.commit, dirty: state.dirty },
  };
}

async function originOf(
  machine: Machine,
  { ownIpxe, makers }: ReproducePorts,
  signal: AbortSignal,
): Promise<IpxeOrigin | null> {
  const { arch, boot } = machine;
  if (ownIpxe === null || boot.source === 'network') return makers.ipxe(machine);
  return ipxeOrigin(await ownIpxe.load({ arch, bios: boot.firmware.includes('bios') }, signal));
}
