import { of } from 'rxjs';
import type { Observable, OperatorFunction } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { fanOut } from '../../operators/fanOut.js';
import type { FanOutFailure } from '../../operators/fanOut.js';

interface Project {
  readonly id: string;
}
const projects: Observable<Project> = of({ id: 'p' });

expectType<Observable<number>>(projects.pipe(fanOut((project) => of(project.id.length))));
expectType<Observable<string>>(projects.pipe(fanOut((project, index) => [project.id.repeat(index)])));
expectType<Observable<string>>(
  projects.pipe(fanOut((project) => Promise.resolve(project.id), { ordered: true })),
);
expectType<OperatorFunction<number, string>>(fanOut((parent: number) => [String(parent)]));

projects.pipe(
  fanOut(() => of(1), {
    concurrency: Infinity,
    onChildError: (failure) => {
      expectType<FanOutFailure<Project>>(failure);
      expectType<unknown>(failure.error);
    },
  }),
);

expectError(projects.pipe(fanOut((project) => of(project.name))));
expectError(projects.pipe(fanOut(() => 1)));
expectError(fanOut(() => of(1), { concurrency: '4' }));
expectError(fanOut(() => of(1), { onChildError: undefined }));
