import type { MachineSecrets, ReservedVariable } from '../../model/machine-secrets.ts';
import type { Machine } from '../../model/machine.ts';
import type { Assignment, SecretFile, SecretInput } from '../../model/secret-input.ts';
import { environmentFile, isTooLong, whyNotInEnvironment } from './environment-file.ts';
import { datastoreFaults } from './datastore-faults.ts';
import { belongsTo, unknownNames } from './known-names.ts';
import { mergeInputs } from './merge-inputs.ts';

/** What goes onto the volume of a machine, and what does not; without values, but for the files. */
export interface GatheredSecrets {
  readonly files: readonly SecretFile[];
  /** The names in each file. */
  readonly supplied: readonly SuppliedSecrets[];
  /** Groups that nothing was supplied for, whose units stay inactive. */
  readonly left: readonly MachineSecrets[];
  readonly problems: readonly string[];
}

export interface SuppliedSecrets {
  readonly group: string;
  readonly file: string;
  readonly names: readonly string[];
}

export interface SecretInputs {
  /** What the command line names: all of it has to be known to a machine of the hostgroup. */
  readonly named: readonly SecretInput[];
  /** The environment, of which only what the machine asks for is taken. */
  readonly environment: SecretInput;
}

/** Sorts values into the files of a machine. What the command line names counts before the environment. */
export function gatherSecrets(
  machine: Machine,
  machines: readonly Machine[],
  { named, environment }: SecretInputs,
): GatheredSecrets {
  const merged = mergeInputs(named, environment);
  const groups = machine.secrets.map((secrets) => fill(secrets, merged.assignments));
  return {
    files: groups.flatMap(({ file }) => file ?? []),
    supplied: groups.flatMap(({ file, secrets, names }) =>
      file === null ? [] : [{ group: secrets.group, file: secrets.file, names }],
    ),
    left: groups.flatMap(({ secrets, names }) => (names.length === 0 ? [secrets] : [])),
    problems: [
      ...merged.problems,
      ...unknownNames(named, machines),
      ...damaged(machine, merged.assignments, environment),
      ...groups.flatMap(({ problems }) => problems),
    ],
  };
}

/** What was no UTF-8 has this in its place where Node reads the environment: it is another value. */
const REPLACED = '\ufffd';

/** Values of the environment that did not arrive as they are. */
function damaged(
  { secrets }: Machine,
  taken: readonly Assignment[],
  environment: SecretInput,
): readonly string[] {
  return environment.assignments
    .filter((assignment) => taken.includes(assignment) && assignment.value.includes(REPLACED))
    .filter(({ name }) => secrets.some((group) => belongsTo(name, group)))
    .map(
      ({ name }) =>
        `the value of ${name} in the environment is no text in UTF-8: put it right, or into a file for --secrets or --secret-file`,
    );
}

interface Filled {
  readonly secrets: MachineSecrets;
  readonly names: readonly string[];
  readonly file: SecretFile | null;
  readonly problems: readonly string[];
}

function fill(secrets: MachineSecrets, all: readonly Assignment[]): Filled {
  const required = secrets.keys.filter((key) => key.required).map(({ name }) => name);
  const values = all
    .filter(({ name }) => belongsTo(name, secrets))
    .filter(({ name, value }) => value !== '' || !required.includes(name));
  const names = values.map(({ name }) => name).toSorted();
  if (names.length === 0) return { secrets, names, file: null, problems: [] };
  const problems = [
    ...required
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is missing, which ${secrets.group} needs beside ${names.join(', ')}`),
    ...secrets.reserved.filter(({ name }) => isSet(name, values)).map(decidedElsewhere),
    ...datastoreFaults(secrets, values),
    ...(secrets.format === 'value' ? [] : values.flatMap(unfitValue)),
  ];
  return {
    secrets,
    names,
    file: { name: secrets.file, content: contentOf(secrets, values) },
    problems,
  };
}

/** What is empty says nothing. */
function isSet(wanted: string, values: readonly Assignment[]): boolean {
  return values.some(({ name, value }) => name === wanted && value !== '');
}

function decidedElsewhere({ name, instead }: ReservedVariable): string {
  return `${name} is for ${instead} to decide: take it out of the file or the environment, and write that option`;
}

function contentOf({ format }: MachineSecrets, values: readonly Assignment[]): string {
  return format === 'value' ? (values[0]?.value ?? '') : environmentFile(values);
}

function unfitValue(assignment: Assignment): readonly string[] {
  const { name, value } = assignment;
  const why = isTooLong(assignment)
    ? 'with its name it has more than 131070 bytes, and no program could be started with it'
    : whyNotInEnvironment(value);
  return why === null
    ? []
    : [`the value of ${name} cannot be in the environment of a unit: ${why}`];
}
