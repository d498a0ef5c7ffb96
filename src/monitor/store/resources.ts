import { Places } from './grow.js';
import { LEVELS, type Level } from './levels.js';

/** A list of a source, as far as its figures go: the same list may be read in several widths by several feeds. */
export interface Resource {
  readonly id: number;
  readonly source: number;
  readonly name: string;
  /** Levels whose buckets the provider itself reports, as bits: a sum of finer ones is never beside them. */
  natives: number;
  /** The finest level that has any figures. */
  finest: Level | undefined;
  /** Feeds that its records came from, by their places. */
  readonly feeds: Set<number>;
  /** Whether another list gives the same figures better. */
  isMuted: boolean;
  /** Whether its feeds are read no longer: what comes from them again is another list. */
  isGone: boolean;
}

/** Lists by source and name. */
export class Resources {
  readonly all: Resource[] = [];
  readonly #byId: (Resource | undefined)[] = [];
  readonly #places = new Places();
  readonly #ids: Map<string, Resource>[] = [];

  place(source: number, name: string): Resource {
    const names = (this.#ids[source] ??= new Map<string, Resource>());
    const known = names.get(name);
    if (known !== undefined) return known;
    const resource: Resource = {
      id: this.#places.take(),
      source,
      name,
      natives: 0,
      finest: undefined,
      feeds: new Set(),
      isMuted: false,
      isGone: false,
    };
    this.all.push(resource);
    this.#byId[resource.id] = resource;
    names.set(name, resource);
    return resource;
  }

  /** Forgets a list that is read no longer. */
  leave(resource: Resource): void {
    resource.isGone = true;
    this.#ids[resource.source]?.delete(resource.name);
  }

  /** Forgets a list of which no figure is held. Should it give some again, all of it is learned again. */
  forget(resource: Resource): void {
    this.all.splice(this.all.indexOf(resource), 1);
    const names = this.#ids[resource.source];
    if (names?.get(resource.name) === resource) names.delete(resource.name);
    this.#byId[resource.id] = undefined;
    this.#places.giveBack(resource.id);
  }

  /** Those whose feeds are read. */
  listed(): readonly Resource[] {
    return this.all.filter(({ isGone }) => !isGone);
  }

  get(id: number): Resource | undefined {
    return this.#byId[id];
  }

  isNative(resource: Resource, level: Level): boolean {
    return (resource.natives & (1 << level)) !== 0;
  }
}

/** Levels above one. */
export const above = (level: Level): readonly Level[] => LEVELS.slice(level + 1);
