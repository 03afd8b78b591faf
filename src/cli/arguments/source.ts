import type { ReleaseSource } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';

/** Where a hostgroup may be named, nearest first. */
export interface NamedSources {
  /** The first argument. */
  readonly word: string | null;
  /** `--hostgroup`. */
  readonly option: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Chooses the source: an argument, else HOSTGROUP, else MODULES with PACKAGES. Empty variables count as unset. */
export function chooseSource(
  named: NamedSources,
  fileExists: (path: string) => boolean,
): ReleaseSource {
  const { word, option, env } = named;
  if (word !== null && option !== null && word !== option) failTwo(word, option);
  if (word !== null) return hostgroup(word, word, fileExists);
  if (option !== null) return hostgroup(option, `--hostgroup=${option}`, fileExists);
  const variable = text(env['HOSTGROUP']);
  if (variable !== null) return hostgroup(variable, `HOSTGROUP=${variable}`, fileExists);
  return expressions(text(env['PACKAGES']), text(env['MODULES']));
}

function hostgroup(
  file: string,
  shown: string,
  fileExists: (path: string) => boolean,
): ReleaseSource {
  if (fileExists(file)) return { type: 'hostgroup', file };
  throw new Failure({
    code: 'hostgroup-missing',
    message: `hostgroup ${shown}: there is no such file`,
    hint: 'A hostgroup is a Nix file: { network = { modules = [ … ]; pkgs = …; }; }.',
  });
}

function expressions(packages: string | null, modules: string | null): ReleaseSource {
  if (modules !== null) return { type: 'expressions', packages, modules };
  throw new Failure({
    code: 'no-source',
    message:
      packages === null
        ? 'nothing to evaluate: no hostgroup is given'
        : 'nothing to evaluate: PACKAGES is set, MODULES is not',
    hint: 'Give a hostgroup (kubernixos ./prod.nix, --hostgroup=FILE or HOSTGROUP), or a list of modules as Nix expression in MODULES.',
  });
}

function failTwo(word: string, option: string): never {
  throw new Failure({
    code: 'conflicting-options',
    message: `two hostgroups are given: ${word} and --hostgroup=${option}`,
    hint: 'Give one of them.',
  });
}

function text(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value;
}
