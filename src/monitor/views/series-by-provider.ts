import type { SeriesQuery } from '../queries.js';
import type { Series, SeriesLine } from '../shapes.js';
import type { SourceChoice } from '../store/feeds.js';
import type { Choice } from '../sums/pool.js';
import { addLines } from './lines.js';
import { DEFAULT_LINES, SeriesView } from './series.js';
import type { Context, Frame, View } from './view.js';

/** All sources: there are few, and no one may fall to the others before they are put together by provider. */
const ALL_SOURCES = 1_000;

/** Lines by provider: those of its sources together. */
export class ProviderSeriesView implements View<Series> {
  readonly #bySource: SeriesView;

  constructor(
    private readonly context: Context,
    private readonly query: SeriesQuery,
    choice: Choice,
    sources: SourceChoice | undefined,
  ) {
    this.#bySource = new SeriesView(context, { ...query, by: 'source', limit: ALL_SOURCES }, choice, sources);
  }

  dispose(): void {
    this.#bySource.dispose();
  }

  refresh(frame: Frame): boolean {
    return this.#bySource.refresh(frame);
  }

  read(): Series {
    const series = this.#bySource.read();
    const { limit = DEFAULT_LINES } = this.query;
    const byProvider = new Map<string, SeriesLine[]>();
    for (const line of series.lines) {
      const source = this.context.store.feeds.sourceId(line.id);
      const provider = source === undefined ? line.id : this.context.store.feeds.providerOf(source);
      byProvider.set(provider, [...(byProvider.get(provider) ?? []), line]);
    }
    const groups = [...byProvider];
    const own = groups.slice(0, limit).flatMap(([id, lines]) => named(id, lines));
    const others = groups.slice(limit).flatMap(([, lines]) => lines);
    return { ...series, lines: [...own, ...named('other', others)] };
  }
}

const named = (id: string, lines: readonly SeriesLine[]): readonly SeriesLine[] =>
  addLines(
    lines.map(({ currency, basis, values }) => ({
      ...(currency === undefined ? {} : { currency }),
      ...(basis === undefined ? {} : { basis }),
      values,
    })),
  ).map((line) => ({ id, name: id, ...line }));
