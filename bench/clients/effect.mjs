import { Effect, Option, Stream } from 'effect';
import { FetchHttpClient, HttpClient } from 'effect/http';

export const create = ({ keysUrl, key }) => {
  const pageAfter = (last) =>
    HttpClient.get(keysUrl, {
      headers: { authorization: `Bearer ${key}` },
      urlParams: last === undefined ? { limit: 100 } : { limit: 100, after: last },
    }).pipe(
      Effect.flatMap((response) => response.json),
      Effect.map((page) => [page.data, page.has_more ? Option.some(page.last_id) : Option.none()]),
    );
  return {
    walk: async () => {
      let items = 0;
      let last;
      const count = Stream.paginate(undefined, pageAfter).pipe(
        Stream.runForEachArray((keys) =>
          Effect.sync(() => {
            for (const { id } of keys) {
              items += 1;
              last = id;
            }
          }),
        ),
        Effect.provide(FetchHttpClient.layer),
      );
      await Effect.runPromise(count);
      return { items, last };
    },
  };
};
