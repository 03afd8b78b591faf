import type { ReleaseSource } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';

/** Where a hostgroup may be named, nearest first. */
export interface NamedSources {
  /** The first argument. */
  readonly word: string | null;
  /** `--hostgroup`. */
  readonly option: string | null;
  /** `--flake`. */
  readonly flake: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Chooses the source: an argument or option, else HOSTGROUP, else MODULES with PACKAGES. Empty variables count as unset. */
export function chooseSource(
  named: NamedSources,
  fileExists: (path: string) => boolean,
): ReleaseSource {
  return findSource(named, fileExists) ?? failNoSource(text(named.env['PACKAGES']));
}

/** The same, and null where none is named. */
export function findSource(
  named: NamedSources,
  fileExists: (path: string) => boolean,
): ReleaseSource | null {
  const { word, option, flake, env } = named;
  if (word !== null && option !== null && word !== option) failTwo(word, `--hostgroup=${option}`);
  if (flake !== null) return readFlake(flake, word ?? option);
  if (word !== null) return hostgroup(word, word, fileExists);
  if (option !== null) return hostgroup(option, `--hostgroup=${option}`, fileExists);
  const variable = text(env['HOSTGROUP']);
  if (variable !== null) return hostgroup(variable, `HOSTGROUP=${variable}`, fileExists);
  const modules = text(env['MODULES']);
  if (modules === null) return null;
  return { type: 'expressions', packages: text(env['PACKAGES']), modules };
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

function failNoSource(packages: string | null): never {
  throw new Failure({
    code: 'no-source',
    message:
      packages === null
        ? 'nothing to evaluate: no hostgroup is given'
        : 'nothing to evaluate: PACKAGES is set, MODULES is not',
    hint: 'Give a hostgroup (kubernixos ./prod.nix, --hostgroup=FILE or HOSTGROUP), a flake (--flake=REF#NAME), or a list of modules as Nix expression in MODULES.',
  });
}

/** Without a reference, the flake of the working directory; without a name, `default`. */
function readFlake(flake: string, hostgroup: string | null): ReleaseSource {
  if (hostgroup !== null) failTwo(hostgroup, `--flake=${flake}`);
  const [, reference = '', name = ''] = /^([^#]*)(?:#(.*))?$/s.exec(flake) ?? [];
  return { type: 'flake', reference: reference || '.', name: name || 'default' };
}

function failTwo(first: string, second: string): never {
  throw new Failure({
    code: 'conflicting-options',
    message: `two hostgroups are given: ${first} and ${second}`,
    hint: 'Give one of them.',
  });
}

function text(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value;
}
