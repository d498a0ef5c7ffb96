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
  readonly #ids: Map<string, Resource>[] = [];

  place(source: number, name: string): Resource {
    const names = (this.#ids[source] ??= new Map<string, Resource>());
    const known = names.get(name);
    if (known !== undefined) return known;
    const resource: Resource = {
      id: this.all.length,
      source,
      name,
      natives: 0,
      finest: undefined,
      feeds: new Set(),
      isMuted: false,
      isGone: false,
    };
    this.all.push(resource);
    names.set(name, resource);
    return resource;
  }

  /** Forgets a list that is read no longer. */
  leave(resource: Resource): void {
    resource.isGone = true;
    this.#ids[resource.source]?.delete(resource.name);
  }

  /** Those whose feeds are read. */
  listed(): readonly Resource[] {
    return this.all.filter(({ isGone }) => !isGone);
  }

  get(id: number): Resource | undefined {
    return this.all[id];
  }

  isNative(resource: Resource, level: Level): boolean {
    return (resource.natives & (1 << level)) !== 0;
  }
}

/** Levels above one. */
export const above = (level: Level): readonly Level[] => LEVELS.slice(level + 1);
