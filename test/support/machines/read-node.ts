import { fileURLToPath } from 'node:url';
import { builtTool, runProgram } from '../cluster-tools.ts';

/** What a node gets from Ignition, as it is there afterwards. */
export interface Node {
  readonly files: ReadonlyMap<string, NodeFile>;
  readonly links: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, NodeUnit>;
  readonly users: readonly { readonly name: string; readonly sshAuthorizedKeys: string[] }[];
}

export interface NodeFile {
  /** Null where it is fetched. */
  readonly text: string | null;
  readonly source: string;
  readonly hash: string | undefined;
  readonly mode: number;
  readonly overwrite: boolean;
}

export interface NodeUnit {
  readonly enabled: boolean;
  readonly text: string;
  /** What is added to it, by the names of files. */
  readonly dropins?: ReadonlyMap<string, string>;
}

interface Ignition {
  readonly passwd: { readonly users: Node['users'] };
  readonly storage: {
    readonly files: readonly {
      readonly path: string;
      readonly mode: number;
      readonly overwrite?: boolean;
      readonly contents: { readonly source: string; readonly verification?: { hash?: string } };
    }[];
    readonly links?: readonly { readonly path: string; readonly target: string }[];
  };
  readonly systemd: {
    readonly units: readonly {
      name: string;
      enabled?: boolean;
      contents?: string;
      dropins?: readonly { name: string; contents: string }[];
    }[];
  };
}

/** A hostgroup of test/examples/machines. */
export function exampleMachines(name: string): string {
  return fileURLToPath(new URL(`../../examples/machines/${name}`, import.meta.url));
}

/** The configuration of a machine as the built tool prints it. */
export async function readIgnitionText(hostgroup: string, machine: string): Promise<string> {
  const args = [builtTool, hostgroup, 'machine', 'ignition', machine];
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, args, {
    env: { NIX_PATH: 'x=/x' },
  });
  if (exitCode !== 0) throw new Error(stderr);
  return stdout;
}

/** What a node of this configuration has. */
export function readNode(text: string): Node {
  const { passwd, storage, systemd } = JSON.parse(text) as Ignition;
  return {
    users: passwd.users,
    links: new Map((storage.links ?? []).map(({ path, target }) => [path, target])),
    units: new Map(
      systemd.units.map(({ name, enabled = false, contents = '', dropins }) => [
        name,
        {
          ...{ enabled, text: contents },
          ...(dropins && { dropins: new Map(dropins.map((one) => [one.name, one.contents])) }),
        },
      ]),
    ),
    files: new Map(storage.files.map((file) => [file.path, readFile(file)])),
  };
}

function readFile({
  contents,
  mode,
  overwrite = false,
}: Ignition['storage']['files'][number]): NodeFile {
  const { source, verification } = contents;
  const text = source.startsWith('data:,') ? decodeURIComponent(source.slice(6)) : null;
  return { text, source, hash: verification?.hash, mode, overwrite };
}

/** The lines of a section of what systemd reads, without the section's name. */
export function sectionOf(text: string, section: string): readonly string[] {
  const found = text.split(/^(?=\[)/m).find((part) => part.startsWith(`[${section}]\n`));
  return (found ?? '')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
}
