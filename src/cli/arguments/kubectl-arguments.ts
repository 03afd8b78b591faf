import type { KubectlArguments } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import { isDnsLabel } from '../../model/name-syntax.ts';
import { readDryRun } from './dry-run.ts';
import { parseDuration } from '../../model/duration.ts';
import { checkCombination } from './kubectl-combination.ts';
import { isOn, type OptionUse } from './option.ts';
import { parseSelector } from './selector.ts';

/** Reads what we must know of kubectl's flags; all are passed on as written. As in kubectl the last use wins. */
export function readKubectlArguments(uses: readonly OptionUse[]): KubectlArguments {
  const passed = uses.filter((use) => use.option.owner === 'kubectl');
  const last = (name: string): OptionUse | undefined =>
    passed.findLast((use) => use.option.name === name);
  const text = (name: string): string | null => last(name)?.value ?? null;

  const dryRun = readDryRun(valuesOf(passed, 'dry-run'));
  const use = last('server-side');
  const serverSide = use === undefined || isOn(use);
  // A client dry run is client-side, unless the user says otherwise.
  const isServerSide = use === undefined ? dryRun !== 'client' : serverSide;
  checkCombination({ dryRun, serverSide: isServerSide, last });
  return {
    apply: passed.flatMap((use) => use.args),
    global: passed.filter((use) => use.option.global).flatMap((use) => use.args),
    dryRun,
    serverSide,
    namespace: checkNamespace(text('namespace')),
    selector: parseSelector(text('selector') ?? ''),
    fieldManager: text('field-manager'),
    output: orNull(text('output')),
    requestTimeout: readRequestTimeout(text('request-timeout')),
    server: orNull(text('server')),
    cluster: orNull(text('cluster')),
    context: orNull(text('context')),
  };
}

function valuesOf(uses: readonly OptionUse[], name: string): (string | null)[] {
  return uses.filter((use) => use.option.name === name).map((use) => use.value);
}

function checkNamespace(name: string | null): string | null {
  if (name === null || name === '') return null;
  if (isDnsLabel(name)) return name;
  throw new Failure({
    code: 'invalid-value',
    message: `--namespace: ${JSON.stringify(name)} is not a name of a namespace`,
    hint: 'Names of namespaces are at most 63 lower case letters, digits and dashes.',
  });
}

/** As kubectl reads it: a duration, or a number of seconds; zero is no limit. */
function readRequestTimeout(text: string | null): number | null {
  if (text === null) return null;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : parseDuration(text);
  if (milliseconds !== null) return milliseconds === 0 ? null : milliseconds;
  throw new Failure({
    code: 'invalid-value',
    message: `--request-timeout is a duration, not ${JSON.stringify(text)}`,
    hint: 'Write --request-timeout=30s, or a number of seconds; 0 is no limit.',
  });
}

/** kubectl takes an empty value for none. */
function orNull(value: string | null): string | null {
  return value === '' ? null : value;
}
