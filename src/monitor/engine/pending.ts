import type { Pool } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import type { Frame } from '../views/view.js';

const NONE: ReadonlySet<number> = new Set();

/** A frame while it is put together. */
export interface OpenFrame extends Frame {
  readonly entities: Set<number>;
  limits: boolean;
  findings: boolean;
}

/** What has changed since the last frame. */
export class Pending {
  #entities = new Set<number>();
  #retired = new Set<number>();
  #limits = new Set<string>();
  coverage = false;
  findings = false;
  drift = false;
  minute = false;

  entity(place: number): void {
    this.#entities.add(place);
  }

  retire(place: number): void {
    this.#retired.add(place);
  }

  limit(uid: string): void {
    this.#limits.add(uid);
  }

  /** Hands over what changed, and begins again. */
  take(pool: Pool, now: number): { readonly frame: OpenFrame; readonly limits: ReadonlySet<string> } {
    const dirty = new Map(pool.rollups.map((rollup) => [rollup, rollup.drain()] as const));
    const limits = this.#limits;
    const frame: OpenFrame = {
      now,
      groups: (rollup: Rollup) => dirty.get(rollup) ?? NONE,
      entities: this.#entities,
      retired: this.#retired,
      coverage: this.coverage,
      limits: limits.size > 0,
      findings: this.findings,
      drift: this.drift,
      minute: this.minute,
    };
    this.#entities = new Set();
    this.#retired = new Set();
    this.#limits = new Set();
    this.coverage = this.findings = this.drift = this.minute = false;
    return { frame, limits };
  }
}
