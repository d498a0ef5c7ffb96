import type { BaselineLine } from '../journal.js';
import type { FeedState } from '../store/feed-state.js';
import { LEVELS } from '../store/levels.js';
import type { Store } from '../store/store.js';
import type { EngineParts } from './parts.js';
import { feedKey, type Line, type SavedEntity, type SavedPoint } from './saved-lines.js';

const entityOf = ({ entities, feeds }: Store, place: number): SavedEntity | null =>
  place < 0
    ? null
    : [
        entities.classOf(place),
        feeds.sourceName(entities.sourceOf(place)),
        entities.idOf(place),
        entities.environmentOf(place) ?? null,
      ];

const feedLine = (store: Store, feed: FeedState): Line => ({
  type: 'feed',
  source: feed.sourceName,
  feed: feed.info.id,
  everWhole: feed.everWhole,
  everWalked: feed.everWalked,
  namesKeys: feed.namesKeys,
  namesBearers: feed.namesBearers,
  leftOut: feed.leftOut,
  leftOutItems: feed.leftOutItems,
  partial: feed.partial,
  records: feed.records,
  requests: feed.requests,
  intervalMs: feed.intervalMs,
  learned: [...feed.learned],
  holes: feed.holes,
  asOf: feed.asOf,
  since: feed.since,
  lastSuccessAt: feed.lastSuccessAt,
  mark: feed.mark,
  reading: feed.reading,
  firstAt: feed.first?.at,
  seen: feed.info.kind === 'events' ? store.seenOf(feed).dump() : [],
});

const pointsOf = (store: Store, series: number): SavedPoint[] => {
  const { points, series: table } = store.figures;
  const saved: SavedPoint[] = [];
  for (const level of LEVELS)
    for (let point = table.headOf(level, series); point >= 0; point = points.nextInSeries(point)) {
      const lanes: number[] = [];
      for (let rest = points.maskOf(point); rest !== 0; rest &= rest - 1) {
        const lane = 31 - Math.clz32(rest & -rest);
        lanes.push(lane, points.lane(point, lane));
      }
      const feed = points.isNative(point) ? store.figures.seen.feedOf(point) : undefined;
      const owner = feed === undefined ? undefined : store.feeds.all[feed];
      const from = points.isNative(point) ? (feedKey(owner) ?? '') : null;
      saved.push([level, points.slotOf(point), points.uidOf(point), from, ...lanes]);
    }
  return saved;
};

function* seriesLines(store: Store): Generator<Line> {
  const { series, resources, origins, keys } = store.figures;
  for (let at = 0; at < series.end; at += 1) {
    const resource = series.isLive(at) ? resources.get(series.resource.get(at)) : undefined;
    if (resource === undefined || resource.isGone) continue;
    const origin = series.origin.get(at);
    yield {
      type: 'series',
      source: store.feeds.sourceName(resource.source),
      list: resource.name,
      origin: origin < 0 ? null : [origins.basisOf(origin), origins.currencyOf(origin)],
      credential: entityOf(store, series.credential.get(at)),
      principal: entityOf(store, series.principal.get(at)),
      project: entityOf(store, series.project.get(at)),
      model: entityOf(store, series.model.get(at)),
      rest: keys.rests.nameOf(series.rest.get(at)),
      points: pointsOf(store, at),
    };
  }
}

function* useLines(store: Store): Generator<Line> {
  const { figures, entities } = store;
  for (let place = 0; place < entities.end; place += 1) {
    const minute = figures.use.minuteOf(place);
    const entity = minute < 0 ? null : entityOf(store, place);
    if (entity !== null)
      yield { type: 'use', entity, minute, byRequest: figures.use.evidenceOf(place) === 'request_log' };
  }
}

function* nameLines(store: Store): Generator<Line> {
  const { entities } = store;
  for (let place = 0; place < entities.end; place += 1) {
    if (entities.recordOf(place) !== undefined) continue;
    const name = entities.hintedName(place) ?? null;
    const kind = entities.isCredential(place) ? entities.kindOf(place) : null;
    const entity = name === null && kind === null ? null : entityOf(store, place);
    if (entity !== null) yield { type: 'name', entity, name, kind };
  }
}

function* listLines(store: Store): Generator<Line> {
  for (const { source, name, natives, finest = null, feeds } of store.figures.resources.listed())
    yield {
      type: 'list',
      source: store.feeds.sourceName(source),
      name,
      natives,
      finest,
      feeds: [...feeds].flatMap((place) => feedKey(store.feeds.all[place]) ?? []),
    };
}

function* hourLines({ store, history }: EngineParts): Generator<Line> {
  const bySource = new Map<number, [number, number][]>();
  for (const [source, hour, tokens] of history.dump())
    bySource.set(source, [...(bySource.get(source) ?? []), [hour, tokens]]);
  for (const [source, hours] of bySource)
    yield { type: 'hour', source: store.feeds.sourceName(source), hours };
}

function* bodyOf(engine: EngineParts): Generator<Line> {
  const { store, findings, restatements, log, keeper } = engine;
  for (const info of store.feeds.sources) if (store.feeds.isRead(info.name)) yield { type: 'source', info };
  for (const feed of store.feeds.all) if (!feed.isGone) yield feedLine(store, feed);
  yield* listLines(store);
  for (const { feed, record } of store.lists.dump())
    yield { type: 'record', source: feed.sourceName, feed: feed.info.id, record };
  for (const { record, at, source } of store.lists.dumpGone())
    yield { type: 'gone', source: store.feeds.sourceName(source), at, record };
  yield* seriesLines(store);
  yield* useLines(store);
  yield* nameLines(store);
  for (const row of store.counters.dump()) yield { type: 'counter', row };
  const { held, settled } = findings.dump();
  for (const each of held) yield { type: 'finding', held: each };
  yield { type: 'settled', keys: settled };
  yield { type: 'days', ...restatements.dump() };
  yield* hourLines(engine);
  for (const event of [...log.events, ...keeper.waiting]) yield { type: 'event', event };
}

/** Returns everything that is known, line by line. */
export function* dumpOf(engine: EngineParts): Generator<BaselineLine> {
  const { epoch, n } = engine.log.saved;
  const { seq } = engine.keeper;
  yield { type: 'head', version: 1, at: engine.iso(), seq, epoch, n, overview: engine.overview() };
  yield* bodyOf(engine);
}
