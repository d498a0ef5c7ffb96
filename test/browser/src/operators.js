import { firstValueFrom, map, toArray } from 'rxjs';
import { openai } from 'headwater/openai';
import { diffSnapshots, pollEvery } from 'headwater/operators';

/** The first change of a list that is read again and again. */
export const firstChange = (access) =>
  firstValueFrom(
    pollEvery(() => openai(access).users.list().pipe(toArray()), { intervalMs: 10 }).pipe(
      map((items) => ({ items, complete: true })),
      diffSnapshots(({ id }) => id),
      map(({ change, key }) => ({ change, key })),
    ),
  );
