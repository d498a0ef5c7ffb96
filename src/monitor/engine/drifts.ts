import type { Drift } from '../../records/index.js';
import type { DriftRow } from '../shapes.js';

/** Places of drift held for each monitor: more are noise. */
const MOST = 1_000;

/** Where replies depart from what is known, each place once, with how often it was seen. */
export class Drifts {
  readonly #rows = new Map<string, DriftRow>();

  add({ source, resource, path, change, from, to, severity }: Drift, at: string): void {
    const key = JSON.stringify([source, resource, path, change, to ?? null]);
    const known = this.#rows.get(key);
    if (known === undefined && this.#rows.size >= MOST) return;
    this.#rows.set(key, {
      source,
      feed: resource,
      path,
      change,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      severity,
      firstSeen: known?.firstSeen ?? at,
      count: (known?.count ?? 0) + 1,
    });
  }

  /** A source is read no longer, or some feeds of it are. */
  leave(source: string, feeds: readonly string[] | undefined): void {
    for (const [key, row] of this.#rows)
      if (row.source === source && (feeds?.includes(row.feed) ?? true)) this.#rows.delete(key);
  }

  get rows(): readonly DriftRow[] {
    return [...this.#rows.values()];
  }

  of(source: string, feed: string): readonly DriftRow[] {
    return this.rows.filter((row) => row.source === source && row.feed === feed);
  }
}
