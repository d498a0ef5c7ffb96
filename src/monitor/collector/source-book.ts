import type { SourceLoader } from '../config.js';
import type { Source } from '../feed.js';
import { isSource } from '../source/is-source.js';

/** Sources by name, each made once in this process. */
export class SourceBook {
  readonly #made = new Map<string, Promise<Source>>();

  constructor(
    private readonly sources: readonly Source[] | SourceLoader,
    /** Called once for each source that is made; what it returns is called when the source is forgotten. */
    private readonly made: (source: Source) => () => void,
  ) {}

  readonly #leave = new Map<string, () => void>();

  /** Rejects where a loader gives no names: an empty list would delete all accounts. */
  async names(): Promise<readonly string[]> {
    const { sources } = this;
    if (!('load' in sources)) return sources.map(({ name }) => name);
    const names: unknown = await called('sources.names()', () => sources.names());
    if (isNames(names)) return names;
    throw new RangeError('sources.names() gave no array of texts: it must give the names of all accounts');
  }

  /** The names of sources that do not come from elsewhere: they never change. */
  get fixed(): readonly string[] {
    return 'load' in this.sources ? [] : this.sources.map(({ name }) => name);
  }

  /** Whether a source was made, and not forgotten. */
  has(name: string): boolean {
    return this.#made.has(name);
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
      // The next call tries again.
      this.#made.delete(name);
      throw error;
    }
  }

  #load(name: string): Promise<Source> | undefined {
    const { sources } = this;
    if ('load' in sources) return loaded(sources, name);
    const source = sources.find((each) => each.name === name);
    return source === undefined ? undefined : Promise.resolve(source);
  }

  forget(name: string): void {
    this.#made.delete(name);
    this.#leave.get(name)?.();
    this.#leave.delete(name);
  }

  /** Forgets all sources but those of some names. */
  keep(names: ReadonlySet<string>): void {
    for (const name of [...this.#made.keys()]) if (!names.has(name)) this.forget(name);
  }

  /** A refused credential may be another one now. Sources of an array are what they are. */
  refresh(name: string): void {
    if ('load' in this.sources) this.forget(name);
  }

  close(): void {
    for (const name of [...this.#leave.keys()]) this.forget(name);
  }
}

/** Calls a function of somebody else's, whose failure has to say where it happened. */
const called = async (what: string, call: () => unknown): Promise<unknown> => {
  try {
    return await call();
  } catch (cause) {
    throw new Error(`${what} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '');

const loaded = async (sources: SourceLoader, name: string): Promise<Source> => {
  const call = `sources.load('${name}')`;
  const source = await called(call, () => sources.load(name));
  if (!isSource(source))
    throw new RangeError(`${call} gave no source: it must give one, such as openaiSource(…)`);
  if (source.name === name) return source;
  throw new RangeError(`${call} gave a source named '${source.name}': its name must be the one asked for`);
};
