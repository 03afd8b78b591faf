import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a test's hostgroup says. */
export interface HostgroupContent {
  /** A hostgroup file whose modules come first. */
  readonly base?: string;
  /** `kubernixos.deployment`; the option is left alone without it. */
  readonly deployment?: string;
  /** `kubernixos.manifests`, as data: a list, or a set by name. */
  readonly manifests?: readonly object[] | Readonly<Record<string, object>>;
  /** Further modules, as Nix text; for what only Nix can say. */
  readonly modules?: readonly string[];
}

/** A hostgroup file that a test may write again and again. */
export interface Hostgroup {
  /** The directory that the file has for itself. */
  readonly dir: string;
  readonly path: string;
  readonly write: (content: HostgroupContent) => Promise<void>;
}

/** Makes a directory for a hostgroup below `parent`, which the caller removes. */
export async function createHostgroup(parent: string): Promise<Hostgroup> {
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'hostgroup-'));
  const path = join(dir, 'hostgroup.nix');
  return {
    dir,
    path,
    write: async (content) => {
      await writeFile(join(dir, 'manifests.json'), JSON.stringify(content.manifests ?? []));
      await writeFile(path, hostgroupText(content));
    },
  };
}

function hostgroupText({ base, deployment, modules = [] }: HostgroupContent): string {
  const settings =
    deployment === undefined ? '' : `kubernixos.deployment = ${JSON.stringify(deployment)};`;
  const first = base === undefined ? '[ ]' : `(import ${JSON.stringify(base)}).network.modules`;
  return [
    `{ network.modules = ${first} ++ [`,
    '  { kubernixos.manifests = builtins.fromJSON (builtins.readFile ./manifests.json); }',
    `  { ${settings} }`,
    ...modules.map((text) => `  (${text})`),
    ']; }\n',
  ].join('\n');
}
