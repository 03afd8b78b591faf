import { Failure } from '../../model/failure.ts';
import type { OptionDoc } from '../../model/option-doc.ts';
import { suggest } from '../../model/suggestion.ts';

/**
 * The options that a path means: one, or all below it; `kubernixos.` may be left out. Throws a
 * `Failure` where there are none.
 */
export function selectOptions(
  options: readonly OptionDoc[],
  written: string,
): readonly OptionDoc[] {
  const path = partsOf(written);
  for (const wanted of [path, ['kubernixos', ...path]]) {
    const exact = options.filter((option) => matches(option.path, wanted));
    if (exact.length > 0) return exact;
    const below = options.filter((option) => isBelow(option.path, wanted));
    if (below.length > 0) return below;
  }
  return failUnknown(options, written);
}

/** `a."b.c".d` as `a`, `b.c` and `d`. */
function partsOf(written: string): readonly string[] {
  return [...written.matchAll(/"([^"]*)"|[^.]+/g)].map(([plain, quoted]) => quoted ?? plain);
}

function matches(path: readonly string[], wanted: readonly string[]): boolean {
  return path.length === wanted.length && isBelow(path, wanted);
}

function isBelow(path: readonly string[], wanted: readonly string[]): boolean {
  return path.length >= wanted.length && wanted.every((part, index) => fits(path[index], part));
}

/** Any name fits the placeholder of a set of submodules, and of a list any index. */
function fits(part: string | undefined, wanted: string): boolean {
  return part === wanted || part === '*' || /^<.*>$/.test(part ?? '');
}

function failUnknown(options: readonly OptionDoc[], written: string): never {
  const path = partsOf(written);
  const holder = options.find(
    (option) => isBelow(path, option.path) || isBelow(['kubernixos', ...path], option.path),
  );
  throw new Failure({
    code: 'unknown-option-path',
    message: `there is no option ${written}`,
    hint: holder === undefined ? nearest(options, written) : `It is within ${holder.name}.`,
  });
}

function nearest(options: readonly OptionDoc[], written: string): string {
  const names = options.flatMap(({ name }) => [name, name.replace(/^kubernixos\./, '')]);
  const near = suggest(written, names);
  const all = 'Without a path, all are listed.';
  return near === null ? all : `Did you mean ${near}? ${all}`;
}
