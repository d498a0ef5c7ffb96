import type { Pool } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import type { Frame } from '../views/view.js';
import { strongerCause, type Cause } from './cause.js';

const NONE: ReadonlySet<number> = new Set();

/** A frame while it is put together. */
interface OpenFrame extends Frame {
  readonly entities: Set<number>;
  limits: boolean;
  findings: boolean;
}

/** Why something may be another thing since the last frame. */
export interface Causes {
  readonly limits: ReadonlyMap<string, Cause>;
  /** Of figures, by source. */
  readonly usage: ReadonlyMap<number, Cause>;
  readonly cost: ReadonlyMap<number, Cause>;
}

/** What has changed since the last frame. */
export class Pending {
  #entities = new Set<number>();
  #retired = new Set<number>();
  #limits = new Map<string, Cause>();
  #figures = { usage: new Map<number, Cause>(), cost: new Map<number, Cause>() };
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

  limit(uid: string, cause: Cause): void {
    this.#limits.set(uid, strongerCause(this.#limits.get(uid), cause));
  }

  figures(source: number, type: 'usage' | 'cost', cause: Cause): void {
    const causes = this.#figures[type];
    causes.set(source, strongerCause(causes.get(source), cause));
  }

  /** Hands over what changed, and begins again. */
  take(pool: Pool, now: number): { readonly frame: OpenFrame; readonly causes: Causes } {
    const dirty = new Map(pool.rollups.map((rollup) => [rollup, rollup.drain()] as const));
    const causes: Causes = { limits: this.#limits, ...this.#figures };
    const frame: OpenFrame = {
      now,
      groups: (rollup: Rollup) => dirty.get(rollup) ?? NONE,
      entities: this.#entities,
      retired: this.#retired,
      coverage: this.coverage,
      limits: causes.limits.size > 0,
      findings: this.findings,
      drift: this.drift,
      minute: this.minute,
    };
    this.#entities = new Set();
    this.#retired = new Set();
    this.#limits = new Map();
    this.#figures = { usage: new Map(), cost: new Map() };
    this.coverage = this.findings = this.drift = this.minute = false;
    return { frame, causes };
  }
}
