/** Pages whose blocks `console` are run against a control plane, as `test/e2e/main/docs.test.ts` does. */
export const RUN_PAGES = {
  /** Every section is an example. */
  bySection: [
    'docs/concurrency.md',
    'docs/import.md',
    'docs/migrate.md',
    'docs/migrate-gitops.md',
    'docs/migrate-helm.md',
    'docs/migrate-kubectl.md',
    'docs/plan.md',
    'docs/prune.md',
    'docs/secrets.md',
  ],
  /** The page is one example from its beginning to its end. */
  whole: [
    'README.md',
    'docs/access.md',
    'docs/environments.md',
    'docs/first-hostgroup.md',
    'docs/modules.md',
    'docs/patches.md',
    'docs/transformers.md',
  ],
} as const;
