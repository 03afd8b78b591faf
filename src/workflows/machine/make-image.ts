import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { checkBearerSecret } from '../../machine/bearer.ts';
import { bootFiles } from '../../machine/image/boot-files.ts';
import { ipxeOrigin } from '../../machine/image/ipxe-origin.ts';
import { planImage } from '../../machine/image/plan-image.ts';
import { reproduction } from '../../machine/reproduction.ts';
import { requireFields } from '../../machine/require-fields.ts';
import { type GatheredSecrets, gatherSecrets } from '../../machine/secrets/gather-secrets.ts';
import { unclaimedLines } from '../../machine/secrets/unclaimed-lines.ts';
import { stickIgnition } from '../../machine/stick-ignition.ts';
import type { BootFile } from '../../model/boot-image.ts';
import { Failure } from '../../model/failure.ts';
import type { Machine } from '../../model/machine.ts';
import type { BuiltImage, ImageBuilder } from '../../ports/image-builder.ts';
import type { ReadSecretFile } from '../../ports/secret-file.ts';
import type { Ipxe } from '../../ports/ipxe.ts';
import { evaluateImage, type ImageEvaluationPorts, type Variables } from './evaluate-image.ts';
import { type NamedInputs, readInputs } from './read-inputs.ts';

/** What is asked for. */
export interface ImageRequest {
  readonly name: string;
  readonly out: string;
  readonly inputs: NamedInputs;
  /** The file with the secret that bearer tokens are made of. */
  readonly bearerSecret: string | null;
  readonly variables: Variables;
}

export interface ImagePorts extends ImageEvaluationPorts {
  readonly read: ReadSecretFile;
  readonly ipxe: Ipxe;
  readonly builder: ImageBuilder;
}

/** An image, and what is in it. */
export interface MadeImage {
  readonly machine: Machine;
  readonly secrets: GatheredSecrets;
  readonly image: BuiltImage;
}

/**
 * Makes the boot image of a machine. All is decided before the first byte is written; in the end the
 * image is there and was read back, or there is none.
 */
export async function makeImage(
  request: EvaluationRequest,
  { name, out, inputs, bearerSecret, variables }: ImageRequest,
  ports: ImagePorts,
  signal: AbortSignal,
): Promise<MadeImage> {
  const { read, builder, tell } = ports;
  const { machine, machines } = await evaluateImage(request, name, variables, ports, signal);
  requireFields([machine]);
  const named = await readInputs(inputs, read);
  const environment = { origin: 'the environment', assignments: assignmentsOf(variables) };
  const secrets = gatherSecrets(machine, machines, { named, environment });
  for (const line of unclaimedLines(machine, environment)) tell(line);
  if (secrets.problems.length > 0) throw unfit(machine, secrets.problems);
  const bearer =
    bearerSecret === null ? null : checkBearerSecret(await read(bearerSecret), bearerSecret);
  const files = await filesOf(machine, bearer, secrets, ports, signal);
  const plan = planImage(machine, files, secrets.files);
  return { machine, secrets, image: await builder.build(plan, secrets.files, out, signal) };
}

async function filesOf(
  machine: Machine,
  bearer: string | null,
  secrets: GatheredSecrets,
  { ipxe }: ImagePorts,
  signal: AbortSignal,
): Promise<readonly BootFile[]> {
  if (machine.boot.source === 'network') return [];
  const bios = machine.boot.firmware.includes('bios');
  const programs = await ipxe.load({ arch: machine.arch, bios }, signal);
  const origin = reproduction(machine, { ipxe: ipxeOrigin(programs), secrets: secrets.supplied });
  return bootFiles(machine, programs, stickIgnition(machine, bearer), origin);
}

function assignmentsOf(variables: Variables) {
  return Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
}

function unfit({ name }: Machine, problems: readonly string[]): Failure {
  return new Failure({
    code: 'secrets-unfit',
    message: [`the secrets of ${name} are not fit:`, ...problems].join('\n- '),
    hint: 'Nothing was written. Components whose secrets are all left out stay inactive.',
  });
}
