import type { ChangeEvent, Feed, FeedRecord, Source, SourceRow } from '../../monitor/index.js';
import { healthOf } from '../monitor/feed-state.js';
import { markOf } from '../output/page.js';
import { envelope } from '../output/writers.js';

/** Returns the name of the list that a feed reads. */
export const endpointOf = ({ reads, id }: Pick<Feed, 'reads' | 'id'>): string => reads ?? id;

/** Returns the object that is printed for a record. */
export const recordLine = (source: Source, feed: Feed, record: FeedRecord, sandbox: boolean): object =>
  envelope({ provider: source.provider, endpoint: endpointOf(feed), sandbox }, record);

/** Returns the object that is printed for a change. */
export const changeLine = (
  { kind, ...event }: ChangeEvent,
  sources: readonly Source[],
  sandbox: boolean,
): object => ({
  provider: sources.find(({ name }) => name === event.source)?.provider,
  change: kind,
  ...event,
  ...markOf(sandbox),
});

const detailsOf = (row: SourceRow): object => {
  const { leftOut = 0, error, lastSuccessAt, nextPollAt, state } = row;
  const isDown = healthOf(row) === 'down';
  return {
    ...(isDown ? { cause: state } : {}),
    ...(leftOut > 0 ? { leftOut } : {}),
    ...(error === undefined ? {} : { reason: error.message, code: error.code, status: error.status }),
    ...(isDown ? { retryAt: nextPollAt } : {}),
    ...(lastSuccessAt === undefined ? {} : { asOf: lastSuccessAt }),
  };
};

/** Returns a function from the rows of all feeds to the objects that are printed for them: a feed's state when it becomes another. */
export const stateLines = (
  sources: readonly Source[],
  sandbox: boolean,
): ((rows: readonly SourceRow[]) => readonly object[]) => {
  const said = new Map<string, string>();
  return (rows) =>
    rows.flatMap((row) => {
      const list = `${row.source}/${row.feed}`;
      const state = healthOf(row);
      const { code, status } = row.error ?? {};
      const now = JSON.stringify([state, row.leftOut, code, status]);
      const feed = sources.find(({ name }) => name === row.source)?.feeds.find(({ id }) => id === row.feed);
      if (state === 'reading' || feed === undefined || said.get(list) === now) return [];
      said.set(list, now);
      const { provider } = row;
      return [{ provider, endpoint: endpointOf(feed), list, state, ...detailsOf(row), ...markOf(sandbox) }];
    });
};
