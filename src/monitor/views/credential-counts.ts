import type { Overview } from '../shapes.js';
import { Bytes } from '../store/grow.js';
import { credentialAt } from './credential-row.js';
import type { PlaceFilter } from './table.js';
import type { Context, Frame } from './view.js';

const LISTED = 1;
const ACTIVE = 2;
const NEVER_USED = 4;

/** Counts of keys, kept up to date one by one. Keys that are no longer listed do not count. */
export class CredentialCounts {
  readonly #flags = new Bytes();
  #active = 0;
  #total = 0;
  #neverUsed = 0;

  constructor(
    private readonly context: Context,
    private readonly mayShow: PlaceFilter,
  ) {
    const { entities, feeds } = context.store;
    for (let source = 0; source < feeds.sources.length; source += 1)
      for (const place of entities.of('credential', source)) this.#count(place);
  }

  #flagsOf(place: number): number {
    const { store, now } = this.context;
    if (!store.entities.isCredential(place) || !this.mayShow(place)) return 0;
    if (store.entities.recordOf(place) === undefined) return 0;
    const credential = credentialAt(store, place, now());
    if (credential === undefined || credential.status === 'vanished') return 0;
    const active = credential.status === 'active' ? ACTIVE : 0;
    return LISTED | active | (credential.lastUsed.state === 'never' ? NEVER_USED : 0);
  }

  /** Returns whether anything changed. */
  #count(place: number): boolean {
    const before = this.#flags.get(place);
    const after = this.#flagsOf(place);
    if (before === after) return false;
    const change = (flag: number): number => ((after & flag) === 0 ? 0 : 1) - ((before & flag) === 0 ? 0 : 1);
    this.#flags.set(place, after);
    this.#total += change(LISTED);
    this.#active += change(ACTIVE);
    this.#neverUsed += change(NEVER_USED);
    return true;
  }

  refresh(frame: Frame): boolean {
    let changed = false;
    for (const places of [frame.retired, frame.entities])
      for (const place of places) if (this.#count(place)) changed = true;
    return changed;
  }

  read(): Overview['credentials'] {
    return { active: this.#active, total: this.#total, neverUsed: this.#neverUsed };
  }
}
