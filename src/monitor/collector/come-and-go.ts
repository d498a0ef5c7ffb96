import { defer, filter, from, merge, mergeMap, Subject, takeUntil } from 'rxjs';
import type { Observable, OperatorFunction } from 'rxjs';
import type { Iso } from '../../records/index.js';
import type { FeedEvent, Source, SourceInfo } from '../feed.js';
import { describeSource } from '../source/define-source.js';

/** Which sources there are. */
export interface SourceList {
  /** Of all that there are, also of those that could not be made now: they are left as they are. */
  readonly names: ReadonlySet<string>;
  readonly sources: readonly Source[];
}

interface ComeAndGoConfig {
  /** Sources of an earlier run. */
  readonly known: () => readonly SourceInfo[];
  readonly at: () => Iso;
  /** What is subscribed to before any of the sources is read. */
  readonly hooksOf: (source: Source) => Observable<FeedEvent>;
  readonly feedsOf: (source: Source) => Observable<FeedEvent>;
}

/** Reads each source of a list from its first list to its last one; one that is another object under the same name is read in its place. */
class ComeAndGo {
  readonly #read = new Map<string, Source>();
  readonly #stop = new Subject<Source>();
  #isFirst = true;

  constructor(private readonly config: ComeAndGoConfig) {}

  next({ names, sources }: SourceList): Observable<FeedEvent> {
    const { hooksOf, feedsOf, known } = this.config;
    const before: SourceInfo[] = [...this.#read.values(), ...(this.#isFirst ? known() : [])];
    this.#isFirst = false;
    const gone = new Map(before.filter(({ name }) => !names.has(name)).map((info) => [info.name, info]));
    const came = sources.filter((source) => this.#read.get(source.name) !== source);
    for (const name of [...gone.keys(), ...came.map((source) => source.name)]) this.#leave(name);
    for (const source of came) this.#read.set(source.name, source);
    const infos = [...[...gone.values()].map((info) => ({ ...info, feeds: [] })), ...came];
    const whileListed = (read: (source: Source) => Observable<FeedEvent>): readonly Observable<FeedEvent>[] =>
      came.map((source) => read(source).pipe(takeUntil(this.#stop.pipe(filter((left) => left === source)))));
    return merge(
      ...whileListed(hooksOf),
      from(
        infos.map((info): FeedEvent => ({
          type: 'source',
          at: this.config.at(),
          info: describeSource(info),
        })),
      ),
      ...whileListed(feedsOf),
    );
  }

  #leave(name: string): void {
    const source = this.#read.get(name);
    if (source === undefined) return;
    this.#read.delete(name);
    this.#stop.next(source);
  }
}

/** Returns the events of all sources, each read while it is listed. A source that is listed no longer is said once, without feeds. */
export const comeAndGo =
  (config: ComeAndGoConfig): OperatorFunction<SourceList, FeedEvent> =>
  (lists$) =>
    defer(() => {
      const sources = new ComeAndGo(config);
      return lists$.pipe(mergeMap((list) => sources.next(list)));
    });
