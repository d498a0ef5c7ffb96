import type { Source } from '../monitor/feed.js';

/** Accounts that come from somewhere else, such as a database. */
export interface SourceLoader {
  /**
   * The names of all accounts as they are now. It is asked again and again: an account that it names no longer is read no longer, and
   * what was read of it is deleted. Where it does not know, it should reject: then nothing changes.
   */
  names(): readonly string[] | Promise<readonly string[]>;
  /**
   * Makes the source of a name, with its client and credential, in the process that reads it. It is asked again after a refused
   * credential.
   */
  load(name: string): Source | Promise<Source>;
}

/** The accounts of a cluster: all of them, or where they come from. */
export type ClusterSources = readonly Source[] | SourceLoader;

/** Sources by name, each made once in this process. */
export class SourceBook {
  readonly #made = new Map<string, Promise<Source>>();

  constructor(
    private readonly sources: ClusterSources,
    /** Called once for each source that is made; what it returns is called when the source is forgotten. */
    private readonly made: (source: Source) => () => void,
  ) {}

  readonly #leave = new Map<string, () => void>();

  async names(): Promise<readonly string[]> {
    return 'load' in this.sources ? this.sources.names() : this.sources.map(({ name }) => name);
  }

  /** Resolves to the source of a name, or to undefined where there is none in this process. */
  async find(name: string): Promise<Source | undefined> {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const source = this.#load(name);
    if (source === undefined) return undefined;
    this.#made.set(name, source);
    try {
      const made = await source;
      this.#leave.set(name, this.made(made));
      return made;
    } catch (error) {
      // The next one who asks tries again.
      this.#made.delete(name);
      throw error;
    }
  }

  #load(name: string): Promise<Source> | undefined {
    const { sources } = this;
    if ('load' in sources) return Promise.resolve().then(async () => named(await sources.load(name), name));
    const source = sources.find((each) => each.name === name);
    return source === undefined ? undefined : Promise.resolve(source);
  }

  forget(name: string): void {
    this.#made.delete(name);
    this.#leave.get(name)?.();
    this.#leave.delete(name);
  }

  /** A refused credential may be another one now. Sources of an array are what they are. */
  refresh(name: string): void {
    if ('load' in this.sources) this.forget(name);
  }

  close(): void {
    for (const name of [...this.#leave.keys()]) this.forget(name);
  }
}

const named = (source: Source, name: string): Source => {
  if (source.name === name) return source;
  throw new RangeError(
    `sources.load('${name}') gave a source named '${source.name}': its name must be the one asked for`,
  );
};
