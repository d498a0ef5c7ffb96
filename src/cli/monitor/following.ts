import type { Source, SourceLoader } from '../../monitor/index.js';
import type { Session } from '../session.js';
import { isSource } from '../../monitor/source/is-source.js';

/** What a monitor reads, and the sources of now, in one list that grows. */
interface Following {
  readonly sources: readonly Source[];
  readonly read: readonly Source[] | SourceLoader;
}

/**
 * Returns what a monitor reads: the sources that were found or, where a configuration loads them, its loader, so that accounts come and go
 * while it runs. Those that are loaded already are not loaded again.
 *
 * @param watched makes of sources what is read of them
 */
export const following = (
  found: readonly Source[],
  { config }: Pick<Session, 'config'>,
  watched: (all: readonly Source[]) => readonly Source[],
): Following => {
  const sources = [...watched(found)];
  const loader = config?.loader;
  if (loader === undefined) return { sources, read: sources };
  const fresh = new Map(sources.map((source) => [source.name, source]));
  const load = async (name: string): Promise<Source> => {
    const known = fresh.get(name);
    fresh.delete(name);
    if (known !== undefined) return known;
    const loaded: unknown = await loader.load(name);
    const [source] = isSource(loaded) ? watched([loaded]) : [];
    // What it is instead is refused by the monitor, as it is in a cluster.
    if (source === undefined) return loaded as Source;
    const at = sources.findIndex((each) => each.name === name);
    sources.splice(at < 0 ? sources.length : at, at < 0 ? 0 : 1, source);
    return source;
  };
  return { sources, read: { names: () => loader.names(), load } };
};
