import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const source = resolve(import.meta.dirname, '../examples/web-application');

/** What the demo changes in the hostgroup between its two runs: a field, and a manifest less. */
const edits = [
  { from: 'version = "4.2.0";', to: 'version = "4.3.0";' },
  { from: 'ingress.enable = true;', to: 'ingress.enable = false;' },
] as const;

export interface Example {
  readonly read: () => Promise<string>;
  /** Makes the edits of a new release and gives them as a diff. */
  readonly release: () => Promise<string>;
}

/** Copies the web application into `dir`, where the demo may edit it. */
export async function copyExample(dir: string): Promise<Example> {
  await cp(source, dir, { recursive: true });
  const path = join(dir, 'hostgroup.nix');
  const read = () => readFile(path, 'utf8');
  return {
    read,
    release: async () => {
      await writeFile(path, edits.reduce(applyEdit, await read()));
      return edits.map(({ from, to }) => `- ${from}\n+ ${to}`).join('\n');
    },
  };
}

function applyEdit(text: string, { from, to }: (typeof edits)[number]): string {
  if (!text.includes(from)) throw new Error(`The example holds no "${from}" that could be changed`);
  return text.replace(from, to);
}
