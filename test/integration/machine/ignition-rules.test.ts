import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { refusedIgnition, soundIgnition } from '../../support/machines/ignition-cases.ts';

const found = await execa('which', ['ignition-validate'], { reject: false });

/** All that it says: nothing about what is right. */
async function validate(configuration: JsonObject): Promise<string | undefined> {
  const options = { all: true, input: JSON.stringify(configuration), reject: false } as const;
  return (await execa('ignition-validate', ['-'], options)).all;
}

test.skipIf(found.exitCode !== 0).each(soundIgnition)(
  '%s is right to Ignition itself',
  async (_, configuration) => {
    expect(await validate(configuration)).toBe('');
  },
);

test.skipIf(found.exitCode !== 0).each(refusedIgnition)(
  '%s is refused or warned of by Ignition itself',
  async (_, configuration) => {
    expect(await validate(configuration)).toMatch(/^(?:error|warning) at \$\./m);
  },
);
