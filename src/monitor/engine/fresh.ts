import type { SourceInfo } from '../feed.js';
import type { HeldRecord } from '../journal.js';
import type { SavedRow } from '../store/counters.js';
import type { FeedState } from '../store/feed-state.js';
import type { Findings } from './findings.js';
import type { EntryParts } from './keeper.js';
import type { Restatements } from './restatements.js';

const orNothing = <A>(name: string, values: readonly A[]): Record<string, readonly A[]> =>
  values.length === 0 ? {} : { [name]: values };

/** What a journal does not know yet. */
export class Fresh {
  readonly #sources = new Map<string, SourceInfo>();
  #put: HeldRecord[] = [];
  #drop: HeldRecord[] = [];
  readonly #counters = new Map<string, SavedRow>();
  readonly #walked = new Map<string, boolean>();
  #walkedNow: { source: string; feed: string; whole: boolean }[] = [];
  readonly #findings = new Set<string>();

  source(info: SourceInfo): void {
    this.#sources.set(info.name, info);
  }

  put(held: HeldRecord): void {
    this.#put.push(held);
  }

  drop(held: HeldRecord): void {
    this.#drop.push(held);
  }

  counter(row: SavedRow): void {
    this.#counters.set(row.uid, row);
  }

  finding(id: string): void {
    this.#findings.add(id);
  }

  /** A reading ended: from the first whole one on, what is new is emitted. */
  feed(feed: FeedState): void {
    if (!feed.everWalked) return;
    const key = `${feed.sourceName}/${feed.info.id}`;
    if (this.#walked.get(key) === feed.everWhole) return;
    this.#walked.set(key, feed.everWhole);
    this.#walkedNow.push({ source: feed.sourceName, feed: feed.info.id, whole: feed.everWhole });
  }

  /** Returns the parts of the next entry; undefined where there is nothing to keep. */
  take(findings: Findings, restatements: Restatements): EntryParts | undefined {
    const { told, landed } = restatements.takeFresh();
    const held = [...this.#findings].map((id) => ({ id, now: findings.find(id) }));
    const settled = findings.takeSettled();
    const set = held.flatMap(({ now }) => now ?? []);
    const drop = held.flatMap(({ id, now }) => (now === undefined ? [id] : []));
    const parts: EntryParts = {
      ...orNothing('sources', [...this.#sources.values()]),
      ...orNothing('put', this.#put),
      ...orNothing('drop', this.#drop),
      ...orNothing('walked', this.#walkedNow),
      ...orNothing('counters', [...this.#counters.values()]),
      ...orNothing('told', told),
      ...orNothing('landed', landed),
      ...(set.length + drop.length + settled.length === 0 ? {} : { findings: { set, drop, settled } }),
    };
    this.clear();
    return Object.keys(parts).length === 0 ? undefined : parts;
  }

  clear(): void {
    this.#sources.clear();
    this.#put = [];
    this.#drop = [];
    this.#walkedNow = [];
    this.#counters.clear();
    this.#findings.clear();
  }
}
