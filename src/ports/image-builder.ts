import type { ImagePlan } from '../model/boot-image.ts';
import type { SecretFile } from '../model/secret-input.ts';

/** Makes disk images. */
export interface ImageBuilder {
  /**
   * Writes an image that only its owner may read, and reads all of it back before the file appears
   * under its name. Throws a `Failure` otherwise; what was there under that name then is as it was.
   */
  build(
    plan: ImagePlan,
    secrets: readonly SecretFile[],
    out: string,
    signal: AbortSignal,
  ): Promise<BuiltImage>;
}

export interface BuiltImage {
  readonly bytes: number;
  /** Of the whole file, in hexadecimal digits. */
  readonly sha256: string;
}
