import type { Delta } from '../store/delta.js';
import { Delta as Scratch } from '../store/delta.js';
import type { Store } from '../store/store.js';
import type { Members } from './members.js';
import type { Spans } from './position.js';
import { Track } from './track.js';

/** The track of all groups together. */
export const ALL = -1;

/** Days of the longest month, and more than any other window has slots. */
const MOST_SLOTS = 61;

/** What the tracks of a rollup ask it. */
interface Base {
  readonly spans: Spans;
  readonly members: Members;
  isLoose(delta: Delta): boolean;
}

/** Figures slot by slot, for the groups that somebody looks at. */
export class Tracks {
  readonly #tracks = new Map<number, { readonly track: Track; users: number }>();
  readonly #delta = new Scratch();

  constructor(
    private readonly store: Store,
    private readonly base: Base,
  ) {}

  get(group: number): Track | undefined {
    return this.#tracks.get(group)?.track;
  }

  /** Follows groups from now on; each call is to be matched by one of `unfollow`. */
  follow(groups: Iterable<number>): void {
    const fresh = new Set<number>();
    for (const group of groups) {
      const known = this.#tracks.get(group);
      if (known !== undefined) known.users += 1;
      else {
        this.#tracks.set(group, { track: new Track(MOST_SLOTS), users: 1 });
        fresh.add(group);
      }
    }
    if (fresh.size > 0) this.#fill(fresh);
  }

  unfollow(groups: Iterable<number>): void {
    for (const group of groups) {
      const known = this.#tracks.get(group);
      if (known === undefined) continue;
      known.users -= 1;
      if (known.users <= 0) this.#tracks.delete(group);
    }
  }

  /** Begins all tracks again, empty: the rollup fills them. */
  restart(): void {
    for (const [group, { users }] of this.#tracks)
      this.#tracks.set(group, { track: new Track(MOST_SLOTS), users });
  }

  #fill(groups: ReadonlySet<number>): void {
    for (const group of groups)
      if (group === ALL) this.#fillAll();
      else for (const series of this.base.members.of(group)) this.#fillFrom(series, group);
  }

  #fillAll(): void {
    const { series } = this.store.figures;
    for (let at = 0; at < series.end; at += 1)
      if (series.isLive(at) && this.base.members.groupOf(at) >= 0) this.#fillFrom(at, ALL);
  }

  #fillFrom(series: number, group: number): void {
    const { series: table, points } = this.store.figures;
    const { level } = this.base.spans.now;
    for (let point = table.headOf(level, series); point >= 0; point = points.nextInSeries(point))
      this.#put(points.read(point, 1, this.#delta), group);
  }

  /** The window moved on: figures of slots that come into reach now were there before, where the clock was set back. */
  moved(before: number): void {
    const { level, from } = this.base.spans.now;
    const [first] = this.#tracks.values();
    if (first === undefined) return;
    const end = first.track.endFrom(from);
    const { points } = this.store.figures;
    for (let slot = Math.max(from, first.track.endFrom(before)); slot < end; slot += 1)
      for (let point = points.columnHead(level, slot); point >= 0; point = points.nextInColumn(point)) {
        const group = this.base.members.groupOf(points.seriesOf(point));
        if (group >= 0) this.add(points.read(point, 1, this.#delta), group);
      }
  }

  add(delta: Delta, group: number): void {
    if (this.#tracks.size === 0) return;
    this.#put(delta, group);
    this.#put(delta, ALL);
  }

  #put(delta: Delta, group: number): void {
    const track = this.#tracks.get(group)?.track;
    if (track?.holds(delta.slot, this.base.spans.now.from) !== true) return;
    const { figures } = this.store;
    const own = figures.series.origin.get(delta.series);
    const isLoose = this.base.isLoose(delta);
    track.add(delta, own >= 0 ? own : isLoose ? figures.lanes.pricesOrigin : -1, isLoose);
  }

  /** Costs of a point's day are reported now. The delta takes the point off. */
  settle(delta: Delta, group: number): void {
    for (const each of [group, ALL]) {
      const track = this.#tracks.get(each)?.track;
      if (track?.holds(delta.slot, this.base.spans.now.from) === true)
        track.settle(delta, this.store.figures.lanes.pricesOrigin);
    }
  }

  clear(slot: number): void {
    for (const { track } of this.#tracks.values()) track.clear(slot);
  }
}
