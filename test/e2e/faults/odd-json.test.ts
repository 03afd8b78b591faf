import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { list } from '../main/live.ts';
import { namespace, widget, widgetDefinition } from '../main/manifests.ts';
import { scenarioIn } from '../main/scenario.ts';

// A definition that preserves unknown fields lets in whatever Go can read.

/** Deploys a custom resource, into whose specification somebody else then writes JSON of theirs. */
async function deployed(id: string) {
  const name = `faults-json-${id}`;
  const group = `${name}.example.com`;
  const scenario = await scenarioIn(name, `customresourcedefinition/widgets.${group}`);
  const stays = [namespace(name), widgetDefinition(group)];
  const made = widget(group, name, 'one');
  await scenario.write({ manifests: [...stays, { ...made, spec: { value: 'ours' } }] });
  await scenario.passes(['apply']);
  const patch = async (value: string, field = 'value') => {
    const file = join(scenario.hostgroup.dir, 'patch.json');
    await writeFile(file, `{"spec":{${JSON.stringify(field)}:${value}}}`);
    await scenario.tools.kubectl([
      ...['patch', `widgets.${group}`, 'one', '-n', name, '--type=merge', `--patch-file=${file}`],
    ]);
  };
  return { ...scenario, name, stays, patch, widgets: `widgets.${group}` };
}

test('what the server holds stands in a plan exactly as it is', async () => {
  const { run, patch } = await deployed('values');
  for (const [written, held] of [
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['123456789012345678901234567890', '1.2345678901234568e+29'],
    ['0.12345678901234567890123', '0.12345678901234568'],
    ['1e25', '1e+25'],
    ['5e-324', '5e-324'],
    ['"\\ud800x"', '"\ufffdx"'],
    ['"\\u009b\\u202e"', '"\\u009b\\u202e"'],
  ] as const) {
    await patch(written);
    const { stdout } = await run(['plan', '--json']);
    expect(stdout).toContain(`"from": ${held},\n`);
  }
  await patch('{"__proto__":{"a":1},"constructor":2,"b":1,"b":3}');
  const { stdout } = await run(['plan', '--json']);
  const from = '{"__proto__":{"a":1},"b":3,"constructor":2}';
  expect(stdout.replaceAll(/\s+/g, '')).toContain(`"from":${from}`);
});

// The API server takes up to 10,000, but minutes to apply over so many.
describe.each([600, 2000])('an object that is nested %i levels deep', (levels) => {
  test('is refused by plan, not waited for, and applied and pruned as any other', async () => {
    const { fails, passes, patch, write, stays, name, tools, widgets } = await deployed(
      String(levels),
    );
    await patch(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`, 'theirs');

    const planned = await fails(['plan']);
    const waited = await fails(['apply', '--wait-ready=1m']);
    await passes(['apply']);
    await write({ manifests: stays });
    const pruned = await passes(['prune', '--yes']);

    const why = "the server's answer cannot be read: it is nested deeper than 500 levels";
    expect(planned.stdout).toContain(`one  what is there cannot be read: ${why}\n`);
    expect(waited.stdout).toMatch(new RegExp(`^unknown +Widget\\S+ ${name}/one: ${why}$`, 'm'));
    expect(pruned.stdout).toMatch(new RegExp(`^pruned +Widget\\S+ ${name}/one$`, 'm'));
    expect(await list(tools, [widgets, '-n', name])).toEqual([]);
  });
});
