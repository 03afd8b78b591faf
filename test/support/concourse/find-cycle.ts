import { matchesGlob } from 'node:path';
import { type Pipeline, setsIn, textIn } from './pipeline.ts';
import { stepsOf } from './steps.ts';

/** A circle of jobs that wait for each other to pass. */
export function findCycle(pipeline: Pipeline): readonly string[] {
  const jobs = setsIn(pipeline, 'jobs');
  const before = (job: Pipeline) =>
    jobs.filter((other) =>
      stepsOf(job).some(({ passed }) =>
        passed.some((glob) => matchesGlob(textIn(other, 'name'), glob)),
      ),
    );
  const reaches = (job: Pipeline, path: readonly Pipeline[]): boolean =>
    path.includes(job) || before(job).some((next) => reaches(next, [...path, job]));
  const first = jobs.find((job) => reaches(job, []));
  return first === undefined ? [] : [`jobs: a cycle begins at ${textIn(first, 'name')}`];
}
