import type { Library } from './libraries.ts';

/** What cases gave with each library, counted and compared. */
export interface Tally {
  /** Notes what a case gave: a value as JSON, or `null` for the failure that was expected of it. */
  readonly note: (name: string, library: Library, outcome: string | null) => void;
  /** The cases that the libraries do not agree on. */
  readonly disagreements: () => readonly string[];
  /** The counts, in one line. */
  readonly summary: () => string;
}

export function tally(what: string): Tally {
  const cases = new Map<string, Map<string, string | null>>();
  const outcomes = () => [...cases.values()];
  const disagreements = () =>
    [...cases].filter(([, each]) => new Set(each.values()).size > 1).map(([name]) => name);
  return {
    note(name, library, outcome) {
      const each = cases.get(name) ?? new Map<string, string | null>();
      cases.set(name, each.set(library.name, outcome));
    },
    disagreements,
    summary() {
      const errors = outcomes().filter((each) => [...each.values()].includes(null)).length;
      const compared = outcomes().filter((each) => each.size > 1).length;
      return (
        `${what}: ${String(cases.size)} cases (${String(cases.size - errors)} values, ${String(errors)} errors), ` +
        `${String(compared)} compared with nixpkgs' lib, ${String(disagreements().length)} disagreements`
      );
    },
  };
}
