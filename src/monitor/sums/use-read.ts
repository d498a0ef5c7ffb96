import type { BasisSpan, UseState } from '../store/feeds.js';
import { startOf, type Span } from '../store/levels.js';
import type { Store } from '../store/store.js';

/** How far the use of each source is known by which costs of a window are shared out. */
export class UseRead {
  readonly #states = new Map<number, UseState>();
  #version = NaN;
  #span: BasisSpan = { level: 0, from: NaN };

  constructor(private readonly store: Store) {}

  of(source: number): UseState {
    const known = this.#states.get(source);
    if (known !== undefined) return known;
    const state = this.store.feeds.useIn(source, this.#span);
    this.#states.set(source, state);
    return state;
  }

  /** Looks again where something was read, or the window moved. Returns the sources of which another state holds now. */
  renew({ level, from: slot }: Span): ReadonlySet<number> {
    const { version } = this.store.feeds;
    const from = startOf(level, slot);
    const changed = new Set<number>();
    if (version === this.#version && from === this.#span.from) return changed;
    this.#version = version;
    this.#span = { level, from };
    const before = [...this.#states];
    this.#states.clear();
    for (const [source, state] of before) if (this.of(source) !== state) changed.add(source);
    return changed;
  }
}
