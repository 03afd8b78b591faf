import { keyText, type ObjectKey, showKey } from '../../model/object-key.ts';
import { showSourcePlace, type SourcePlace, type SourceProblem } from './source-problem.ts';

interface Placed {
  readonly key: ObjectKey;
  readonly place: SourcePlace;
}

/** Says of every object that has the identity of one before it: Kubernetes would hold only one of them. */
export function findTwins(objects: readonly Placed[]): readonly SourceProblem[] {
  const same = Map.groupBy(objects, ({ key }) => keyText(key));
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((other) => twinProblem(other, first)),
  );
}

function twinProblem({ key, place }: Placed, first: Placed): SourceProblem {
  const message = `${showKey(key)} stands at ${showSourcePlace(first.place)} already; leave out one of them`;
  return { ...place, message };
}
