import type { CostRecord } from '../../records/index.js';
import { Chains, Ints, Names, Places } from './grow.js';
import { mix, PlaceTable } from './hash.js';
import { LEVELS, type Level } from './levels.js';

/** Currency and origin of an amount, as a small number. Amounts of different ones never add up. */
export class Origins {
  readonly #names = new Names();
  readonly #parts: { readonly basis: CostRecord['basis']; readonly currency: string }[] = [];

  get size(): number {
    return this.#parts.length;
  }

  idOf(basis: CostRecord['basis'], currency: string): number {
    const id = this.#names.idOf(`${basis}/${currency}`);
    this.#parts[id] ??= { basis, currency };
    return id;
  }

  basisOf(id: number): CostRecord['basis'] {
    return this.#parts[id]?.basis ?? 'estimated';
  }

  currencyOf(id: number): string {
    return this.#parts[id]?.currency ?? '';
  }
}

/** What a series of figures belongs to: places of entities, -1 where there is none. */
export interface SeriesKey {
  /** The list of one source that it comes from. */
  resource: number;
  /** Currency and origin; -1 for use. */
  origin: number;
  credential: number;
  principal: number;
  project: number;
  model: number;
  /** The other dimensions, as the number of a text. */
  rest: number;
}

/** Series: everything that distinguishes a figure, except its time. */
export class SeriesTable {
  readonly #places = new Places();
  readonly resource = new Ints(-1);
  readonly origin = new Ints(-1);
  readonly credential = new Ints(-1);
  readonly principal = new Ints(-1);
  readonly project = new Ints(-1);
  readonly model = new Ints(-1);
  readonly rest = new Ints(0);
  /** The newest of the points of a series, for each level; -1 for none. */
  readonly heads: readonly Ints[] = LEVELS.map(() => new Ints(-1));
  readonly ofCredential = new Chains();
  readonly #table = new PlaceTable((place) => this.#hashOf(place));

  get end(): number {
    return this.#places.end;
  }

  get size(): number {
    return this.#places.size;
  }

  #hashOf(place: number): number {
    let hash = mix(this.resource.get(place), this.origin.get(place));
    hash = mix(hash, this.credential.get(place));
    hash = mix(hash, this.principal.get(place));
    hash = mix(hash, this.project.get(place));
    hash = mix(hash, this.model.get(place));
    return mix(hash, this.rest.get(place));
  }

  find(key: SeriesKey): number {
    let hash = mix(key.resource, key.origin);
    hash = mix(hash, key.credential);
    hash = mix(hash, key.principal);
    hash = mix(hash, key.project);
    hash = mix(hash, key.model);
    hash = mix(hash, key.rest);
    const { data, mask } = this.#table;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const place = (data[at] as number) - 1;
      if (place < 0 || this.#is(place, key)) return place;
    }
  }

  #is(place: number, key: SeriesKey): boolean {
    return (
      this.credential.get(place) === key.credential &&
      this.model.get(place) === key.model &&
      this.resource.get(place) === key.resource &&
      this.origin.get(place) === key.origin &&
      this.principal.get(place) === key.principal &&
      this.project.get(place) === key.project &&
      this.rest.get(place) === key.rest
    );
  }

  add(key: SeriesKey): number {
    const place = this.#places.take();
    this.resource.set(place, key.resource);
    this.origin.set(place, key.origin);
    this.credential.set(place, key.credential);
    this.principal.set(place, key.principal);
    this.project.set(place, key.project);
    this.model.set(place, key.model);
    this.rest.set(place, key.rest);
    for (const heads of this.heads) heads.set(place, -1);
    this.#table.add(place);
    if (key.credential >= 0) this.ofCredential.add(key.credential, place);
    return place;
  }

  isLive(place: number): boolean {
    return this.resource.get(place) >= 0;
  }

  isEmpty(place: number): boolean {
    return this.heads.every((heads) => heads.get(place) < 0);
  }

  headOf(level: Level, place: number): number {
    return this.heads[level]?.get(place) ?? -1;
  }

  /** Forgets a series without points. */
  retire(place: number): void {
    this.#table.remove(place);
    const credential = this.credential.get(place);
    if (credential >= 0) this.ofCredential.remove(credential, place);
    this.resource.set(place, -1);
    this.#places.giveBack(place);
  }
}
