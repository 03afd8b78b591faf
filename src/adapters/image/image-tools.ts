import { Failure } from '../../model/failure.ts';
import { runSupervised } from '../supervise.ts';

/** The programs that make and check file systems, in an environment that leaves no trace in them. */
export interface ImageTools {
  /** What a program prints. Throws a `Failure` where it is missing or fails. */
  readonly run: (
    program: ImageProgram,
    args: readonly string[],
    stdin?: string,
  ) => Promise<Uint8Array>;
}

/** Each with Debian's package that has it. */
const PACKAGES = {
  sfdisk: 'fdisk',
  'mkfs.fat': 'dosfstools',
  'fsck.fat': 'dosfstools',
  mmd: 'mtools',
  mcopy: 'mtools',
  syslinux: 'syslinux',
  mke2fs: 'e2fsprogs',
  debugfs: 'e2fsprogs',
  e2fsck: 'e2fsprogs',
};

export type ImageProgram = keyof typeof PACKAGES;

/** All times in an image, in seconds: the same sources give the same image on any day. */
export const IMAGE_TIME = 1_577_836_800;

/**
 * `directory` is one for the run, where nothing of the user's configuration is found; `written` the one
 * that has to have room for what the programs write.
 */
export function imageTools(
  env: Readonly<Record<string, string | undefined>>,
  { directory, written }: { readonly directory: string; readonly written: string },
  signal: AbortSignal,
): ImageTools {
  const variables = {
    // Ordinary users of Debian have no /usr/sbin on it.
    PATH: `${env['PATH'] ?? ''}:/usr/sbin:/sbin`,
    HOME: directory,
    TMPDIR: directory,
    LC_ALL: 'C',
    TZ: 'UTC0',
    SOURCE_DATE_EPOCH: String(IMAGE_TIME),
    E2FSPROGS_FAKE_TIME: String(IMAGE_TIME),
    MKE2FS_CONFIG: '/dev/null',
    MTOOLS_SKIP_CHECK: '1',
    DEBUGFS_PAGER: '__none__',
  };
  return {
    async run(program, args, text) {
      const stdin = text === undefined ? 'ignore' : { text };
      const command = { command: program, args, env: variables, cwd: directory, stdin } as const;
      const result = await runSupervised(command, signal);
      if (result.type === 'missing') throw missing(program);
      if (result.exitCode !== 0) throw failed(program, result, written);
      return result.stdout;
    },
  };
}

function missing(program: ImageProgram): Failure {
  return new Failure({
    code: 'program-missing',
    message: `images need the program ${program}, which is not installed`,
    hint: `Install it; Debian's package is ${PACKAGES[program]}. docs/boot-media.md lists all of them.`,
  });
}

function failed(
  program: string,
  { exitCode, stderr }: { readonly exitCode: number; readonly stderr: Uint8Array },
  written: string,
): Failure {
  const said = new TextDecoder().decode(stderr).trim().split('\n').slice(-3).join('; ');
  return new Failure({
    code: 'image-failed',
    message: `${program} failed with ${String(exitCode)}${said === '' ? '' : `: ${said}`}`,
    hint: `No image was written. See whether ${written} has room.`,
  });
}
