import { resolve } from 'node:path';
import { releaseStore } from '../../../adapters/flatcar/release-store.ts';
import { belowHome } from '../../../adapters/home-directory.ts';
import { readPin, writePin } from '../../../adapters/pin-file.ts';
import { textFileIn } from '../../../adapters/text-file.ts';
import { Failure } from '../../../model/failure.ts';
import { MACHINE_ARCHS } from '../../../model/machine.ts';
import { fetchOs, PIN_HEADER, pinnedRelease } from '../../../workflows/machine/fetch-os.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords } from './machine-request.ts';

/** Flatcar Buildbot (Official Builds), which signs by subkeys of it: https://www.flatcar.org/security */
const FINGERPRINT = 'F88CFEDEFF29A5B4D9523864E25D9AED0593B34A';
const KEY_URL = 'https://www.flatcar.org/security/image-signing-key/Flatcar_Image_Signing_Key.asc';

/** `kubernixos machine fetch-os [--version VERSION] [--out FILE] [--assets DIR]` */
export const runFetchOs: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const { options } = request;
  exactWords(request, []);
  const wanted = readOptions(options);
  const tell = tellLines(color, environment);
  const assets = options.text('assets');
  const store = await releaseStore(env, assets === null ? null : resolve(cwd, assets));
  try {
    const file = options.text('key');
    const text =
      file === null
        ? await store.readText(KEY_URL, signal)
        : await textFileIn(cwd)(belowHome(env, file));
    const key = { text, fingerprint: wanted.fingerprint };
    const out = options.text('out');
    const pinned = out === null ? null : pinnedRelease(await readPin(cwd, out));
    const { version, module } = await fetchOs({ ...wanted, key, pinned }, { store, tell }, signal);
    if (out === null) stdout.write(module);
    else {
      await writePin(cwd, out, module, PIN_HEADER);
      stdout.write(`${out}: Flatcar ${wanted.channel} ${version}\n`);
    }
    return 'done';
  } finally {
    await store.dispose();
  }
};

function readOptions(options: OptionValues) {
  const channel = options.text('channel') ?? 'stable';
  const version = options.text('version');
  const fingerprint = (options.text('fingerprint') ?? FINGERPRINT).replace(/\s/g, '').toUpperCase();
  const arch = MACHINE_ARCHS.find((one) => one === (options.text('arch') ?? 'x86_64'));
  if (!/^(?:stable|beta|alpha|lts)$/.test(channel))
    throw invalid('channel', 'stable, beta, alpha or lts');
  if (version !== null && !/^\d+\.\d+\.\d+$/.test(version)) throw invalid('version', '4593.2.5');
  if (!/^[0-9A-F]{40}$/.test(fingerprint)) throw invalid('fingerprint', '40 hexadecimal digits');
  if (arch === undefined) throw invalid('arch', MACHINE_ARCHS.join(' or '));
  return { channel, version, fingerprint, arch, mirror: options.text('mirror') };
}

function invalid(option: string, example: string): Failure {
  return new Failure({
    code: 'invalid-value',
    message: `--${option} has a value that it does not take`,
    hint: `It takes ${example}.`,
  });
}
