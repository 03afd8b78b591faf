import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileConfig } from '../config.ts';
import { writeRemote } from '../remote.ts';
import { onEach, wet, type Phase } from '../run.ts';

export const uploadFiles: Phase = {
  title: 'Upload files to hosts',
  prepare: ({ hosts }) => hosts.some(({ config }) => (config.files ?? []).length > 0),
  run: (run) =>
    onEach(run.hosts, async (host) => {
      for (const file of host.config.files ?? []) {
        const target = targetOf(file);
        const what = file.data === undefined ? (file.src ?? '') : 'inline data';
        run.log.info(`${host.title}: uploading ${what}`);
        await wet(
          run,
          host,
          `create a directory for uploading: \`mkdir -p "${dirname(target)}"\``,
          () => Promise.resolve(),
        );
        await wet(run, host, `upload ${what} => ${target}`, () =>
          writeRemote(
            host,
            target,
            file.data ?? readFileSync(file.src ?? ''),
            String(file.perm ?? '0644'),
          ),
        );
      }
    }),
};

function targetOf({ name, src, dst, dstDir }: FileConfig): string {
  return dst ?? join(dstDir ?? '', name ?? basename(src ?? ''));
}
