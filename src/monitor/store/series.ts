import type { CostRecord } from '../../records/index.js';
import { Chains, Places } from './grow.js';
import { mix, PlaceTable } from './hash.js';
import { LEVELS, type Level } from './levels.js';
import { Field, Slab } from './slab.js';

interface Origin {
  readonly basis: CostRecord['basis'];
  readonly currency: string;
}

/** Currency and origin of an amount, as a small number. Amounts of different ones never add up. */
export class Origins {
  readonly #ids = new Map<string, number>();
  readonly #parts: (Origin | undefined)[] = [];
  readonly #places = new Places();

  /** One more than the highest number in use. */
  get end(): number {
    return this.#places.end;
  }

  idOf(basis: CostRecord['basis'], currency: string): number {
    const name = `${basis}/${currency}`;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#places.take();
    this.#ids.set(name, id);
    this.#parts[id] = { basis, currency };
    return id;
  }

  basisOf(id: number): CostRecord['basis'] {
    return this.#parts[id]?.basis ?? 'estimated';
  }

  currencyOf(id: number): string {
    return this.#parts[id]?.currency ?? '';
  }

  /** Forgets all but some currencies. Nothing may hold an amount of the others: their numbers will be those of other ones. */
  keep(currencies: ReadonlySet<string>): void {
    for (const [name, id] of this.#ids) {
      if (currencies.has(this.currencyOf(id))) continue;
      this.#ids.delete(name);
      this.#parts[id] = undefined;
      this.#places.giveBack(id);
    }
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

// Where the record of a series holds what.
const RESOURCE = 0;
const ORIGIN = 1;
const CREDENTIAL = 2;
const PRINCIPAL = 3;
const PROJECT = 4;
const MODEL = 5;
const REST = 6;
const HEADS = 7;
const WIDTH = HEADS + LEVELS.length;

const hashOfKey = ({ resource, origin, credential, principal, project, model, rest }: SeriesKey): number =>
  mix(mix(mix(mix(mix(mix(resource, origin), credential), principal), project), model), rest);

/** Series: everything that distinguishes a figure, except its time. What identifies a series lies in one record. */
export class SeriesTable {
  readonly #places = new Places();
  readonly #records = new Slab(WIDTH);
  readonly resource = new Field(this.#records, RESOURCE);
  readonly origin = new Field(this.#records, ORIGIN);
  readonly credential = new Field(this.#records, CREDENTIAL);
  readonly principal = new Field(this.#records, PRINCIPAL);
  readonly project = new Field(this.#records, PROJECT);
  readonly model = new Field(this.#records, MODEL);
  readonly rest = new Field(this.#records, REST);
  /** The newest of the points of a series, for each level; -1 for none. */
  readonly heads: readonly Field[] = LEVELS.map((level) => new Field(this.#records, HEADS + level));
  readonly ofCredential = new Chains();
  readonly #table = new PlaceTable((place) => hashOfKey(this.#keyOf(place)));

  get end(): number {
    return this.#places.end;
  }

  get size(): number {
    return this.#places.size;
  }

  #keyOf(place: number): SeriesKey {
    return {
      resource: this.resource.get(place),
      origin: this.origin.get(place),
      credential: this.credential.get(place),
      principal: this.principal.get(place),
      project: this.project.get(place),
      model: this.model.get(place),
      rest: this.rest.get(place),
    };
  }

  find(key: SeriesKey): number {
    const { data, mask } = this.#table;
    for (let at = hashOfKey(key) & mask; ; at = (at + 1) & mask) {
      const place = (data[at] as number) - 1;
      if (place < 0 || this.#is(place, key)) return place;
    }
  }

  #is(place: number, key: SeriesKey): boolean {
    const page = this.#records.pageOf(place);
    const at = this.#records.offsetOf(place);
    return (
      page[at + CREDENTIAL] === key.credential &&
      page[at + MODEL] === key.model &&
      page[at + RESOURCE] === key.resource &&
      page[at + ORIGIN] === key.origin &&
      page[at + PRINCIPAL] === key.principal &&
      page[at + PROJECT] === key.project &&
      page[at + REST] === key.rest
    );
  }

  add(key: SeriesKey): number {
    const place = this.#places.take();
    this.#records.reach(place);
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
