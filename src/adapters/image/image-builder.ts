import { lstat, open, rename } from 'node:fs/promises';
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
import { imageTools } from './image-tools.ts';
import { makeEfiVolume } from './make-efi-volume.ts';
import { makeSecretsVolume } from './make-secrets-volume.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Makes images with the system's programs, as any user. All that is not finished lies in directories
 * that go with us: the parts in memory where possible, the image beside its place.
 */
export function imageBuilder(env: Variables, cwd: string): ImageBuilder {
  return {
    async build(plan, secrets, out, signal) {
      const target = resolve(cwd, out);
      await refuseOther(target, out);
      const parts = await makeGuardedDirectory(env, 'kubernixos-image-', memoryDirectory());
      try {
        const drafts = await draftsBeside(env, target, out);
        try {
          return await place(env, plan, secrets, { target, parts, drafts }, signal);
        } finally {
          await drafts.remove();
        }
      } finally {
        await parts.remove();
      }
    },
  };
}

interface Places {
  readonly target: string;
  readonly parts: GuardedDirectory;
  readonly drafts: GuardedDirectory;
}

async function place(
  env: Variables,
  plan: ImagePlan,
  secrets: readonly SecretFile[],
  { target, parts, drafts }: Places,
  signal: AbortSignal,
): Promise<BuiltImage> {
  const tools = imageTools(env, parts.path, signal);
  const image = join(drafts.path, 'image');
  const volumes: string[] = [];
  for (const partition of plan.partitions)
    volumes.push(
      partition.name === 'efi'
        ? await makeEfiVolume(parts.path, partition, plan, tools)
        : await makeSecretsVolume(parts.path, partition, secrets, tools),
    );
  const bootCode = plan.bios ? await findBootCode(`${env['PATH'] ?? ''}:/usr/sbin`) : null;
  await assembleImage(image, plan, volumes, bootCode, tools);
  await checkImage(image, plan, secrets, volumes, tools);
  const sha256 = await hashFile(image);
  signal.throwIfAborted();
  await rename(image, target);
  await syncDirectory(dirname(target));
  return { bytes: plan.sectors * SECTOR_BYTES, sha256 };
}

/** A name that is a device, or a link to one, is none to replace by a file: `flash` writes to devices. */
async function refuseOther(target: string, out: string): Promise<void> {
  const found = await lstat(target).catch(() => null);
  if (found === null || found.isFile()) return;
  throw new Failure({
    code: 'no-plain-file',
    message: `${out} is there, and is no plain file`,
    hint: 'Write the image to a file; `kubernixos machine flash IMAGE DEVICE` writes it to a device.',
  });
}

async function draftsBeside(
  env: Variables,
  target: string,
  out: string,
): Promise<GuardedDirectory> {
  try {
    return await makeGuardedDirectory(env, '.kubernixos-image-', dirname(target));
  } catch (cause) {
    throw new Failure({
      code: 'cannot-write',
      message: `cannot write ${out}: ${reasonOf(cause)}`,
      hint: 'Choose a file in a directory that you can write.',
      cause,
    });
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  await directory.sync().catch(() => undefined); // Not every file system can.
  await directory.close();
}
