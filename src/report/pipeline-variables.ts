import type { PipelineVariable } from '../model/pipeline.ts';
import { needsQuotes } from './yaml.ts';

/**
 * The template of the file that gives a pipeline its variables, as YAML: each with what it is for and an
 * empty text. Names with dots are fields, as Concourse has them.
 */
export async function pipelineVariablesYaml(
  cluster: string,
  variables: readonly PipelineVariable[],
): Promise<string> {
  const { Document, isMap } = await import('yaml');
  const document = new Document({});
  document.commentBefore = heading(cluster);
  for (const { name, use } of variables) {
    const path = name.split('.');
    const key = document.createNode(path.at(-1));
    key.commentBefore = ` ${use}`;
    if (needsQuotes(key.value)) key.type = 'QUOTE_DOUBLE';
    const value = document.createNode('');
    value.type = 'QUOTE_DOUBLE';
    const above = path.slice(0, -1);
    if (above.length > 0 && !document.hasIn(above)) document.setIn(above, document.createNode({}));
    const holder = above.length === 0 ? document.contents : document.getIn(above);
    if (isMap(holder)) holder.add(document.createPair(key, value));
  }
  return document.toString({ lineWidth: 0 });
}

function heading(cluster: string): string {
  return [
    ` Variables of the pipeline of the cluster ${cluster}. A key of several lines is written as a block:`,
    '   ssh_key: |',
    '     -----BEGIN …',
    ' Who can read the pipeline reads what is given to it by a file. A credential manager of Concourse, which',
    ' has the same names, keeps it to itself.',
  ].join('\n');
}
