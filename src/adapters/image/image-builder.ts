import { dirname, join, resolve } from 'node:path';
import { type ImagePlan, SECTOR_BYTES } from '../../model/boot-image.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { SecretFile } from '../../model/secret-input.ts';
import type { BuiltImage, ImageBuilder } from '../../ports/image-builder.ts';
import { type GuardedDirectory, makeGuardedDirectory } from '../guarded-directory.ts';
import { hashFile } from '../hash-file.ts';
import { memoryDirectory } from '../memory-directory.ts';
import { assembleImage } from './assemble-image.ts';
import { checkImage } from './check-image.ts';
import { findBootCode } from './find-boot-code.ts';
import { checkTarget, publishImage } from './image-target.ts';
import { imageTools } from './image-tools.ts';
import { makeEfiVolume } from './make-efi-volume.ts';
import { makeSecretsVolume } from './make-secrets-volume.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Makes images with the system's programs, as any user. Until an image is whole, all of it lies in
 * directories that go with us: the parts in memory where there is some, the image beside its place.
 */
export function imageBuilder(env: Variables, cwd: string): ImageBuilder {
  return {
    async build(plan, secrets, out, signal) {
      const target = resolve(cwd, out);
      await checkTarget(target, out);
      const memory = memoryDirectory();
      const parts = await within(out, memory, () =>
        makeGuardedDirectory(env, 'kubernixos-image-', memory),
      );
      try {
        const drafts = await draftsBeside(env, target, out);
        try {
          const places = { out, target, memory, parts: parts.path, drafts: drafts.path };
          return await place(env, plan, secrets, places, signal);
        } finally {
          await drafts.remove();
        }
      } finally {
        await parts.remove();
      }
    },
  };
}

/** Directories, and the file that is made, as it is and as it was named. */
interface Places {
  readonly out: string;
  readonly target: string;
  /** Where the directory for the parts is. */
  readonly memory: string;
  readonly parts: string;
  readonly drafts: string;
}

async function place(
  env: Variables,
  plan: ImagePlan,
  secrets: readonly SecretFile[],
  places: Places,
  signal: AbortSignal,
): Promise<BuiltImage> {
  const { out, target, memory, parts, drafts } = places;
  const image = join(drafts, 'image');
  const volumes = await within(out, memory, () => makeVolumes(env, plan, secrets, places, signal));
  const tools = imageTools(env, { directory: parts, written: dirname(target) }, signal);
  return within(out, dirname(target), async () => {
    const bootCode = plan.bios ? await findBootCode(`${env['PATH'] ?? ''}:/usr/sbin`) : null;
    await assembleImage(image, plan, volumes, bootCode, tools);
    await checkImage(image, plan, secrets, volumes, tools);
    const sha256 = await hashFile(image);
    signal.throwIfAborted();
    await publishImage(image, target);
    return { bytes: plan.sectors * SECTOR_BYTES, sha256 };
  });
}

async function makeVolumes(
  env: Variables,
  plan: ImagePlan,
  secrets: readonly SecretFile[],
  { parts, memory }: Places,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const tools = imageTools(env, { directory: parts, written: memory }, signal);
  const volumes: string[] = [];
  for (const partition of plan.partitions)
    volumes.push(
      partition.name === 'efi'
        ? await makeEfiVolume(parts, partition, plan, tools)
        : await makeSecretsVolume(parts, partition, secrets, tools),
    );
  return volumes;
}

/** What the system says while something is written to a directory, such as that it is full, is explained. */
async function within<Result>(
  out: string,
  directory: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw cannotWrite(out, error, `No image was written. See whether ${directory} has room.`);
    throw error;
  }
}

async function draftsBeside(
  env: Variables,
  target: string,
  out: string,
): Promise<GuardedDirectory> {
  try {
    return await makeGuardedDirectory(env, '.kubernixos-image-', dirname(target));
  } catch (cause) {
    throw cannotWrite(out, cause, 'Choose a file in a directory that you can write.');
  }
}

function cannotWrite(out: string, cause: unknown, hint: string): Failure {
  return new Failure({
    code: 'cannot-write',
    message: `cannot write ${out}: ${reasonOf(cause)}`,
    hint,
    cause,
  });
}
