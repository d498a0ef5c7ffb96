// The duties of headwater written by hand with the same libraries: expand over the pages, a retry of each page with backoff,
// io-ts with dates, distinct by id. No pacing, no breaker, no bounds. cross-fetch is asked to keep its connection.
import crossFetch from 'cross-fetch';
import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { defer, distinct, EMPTY, expand, lastValueFrom, map, mergeMap, retry, scan, timer } from 'rxjs';

const Seconds = new t.Type(
  'Seconds',
  (value) => value instanceof Date,
  (input, context) =>
    Number.isSafeInteger(input) ? t.success(new Date(input * 1000)) : t.failure(input, context),
  (date) => date.getTime() / 1000,
);

const Member = t.intersection([
  t.type({ id: t.string, name: t.string, role: t.string, created_at: Seconds }),
  t.partial({ email: t.string }),
]);

const Key = t.type({
  object: t.literal('organization.project.api_key'),
  id: t.string,
  name: t.string,
  redacted_value: t.string,
  created_at: Seconds,
  last_used_at: t.union([t.null, Seconds]),
  owner: t.intersection([t.type({ type: t.string }), t.partial({ user: Member, service_account: Member })]),
});

const Page = t.type({ data: t.array(t.unknown), has_more: t.boolean, last_id: t.union([t.string, t.null]) });

const decoded = (codec, input) => {
  const result = codec.decode(input);
  if (E.isLeft(result))
    throw new Error(`no ${codec.name}: ${JSON.stringify(result.left.at(0)?.context.map(({ key }) => key))}`);
  return result.right;
};

export const create = ({ keysUrl, key }) => {
  const headers = { authorization: `Bearer ${key}`, connection: 'keep-alive' };
  const pageAfter = (last) =>
    defer(async () => {
      const url = last === undefined ? `${keysUrl}?limit=100` : `${keysUrl}?limit=100&after=${last}`;
      const response = await crossFetch(url, { headers });
      if (!response.ok) throw new Error(String(response.status));
      return decoded(Page, await response.json());
    }).pipe(retry({ count: 5, delay: (_error, attempt) => timer(2 ** attempt * 500 * Math.random()) }));
  return {
    walk: () =>
      lastValueFrom(
        pageAfter(undefined).pipe(
          expand((page) => (page.has_more ? pageAfter(page.last_id) : EMPTY)),
          mergeMap((page) => page.data),
          map((item) => decoded(Key, item)),
          distinct(({ id }) => id),
          scan(({ items }, { id }) => ({ items: items + 1, last: id }), { items: 0, last: undefined }),
        ),
      ),
  };
};
