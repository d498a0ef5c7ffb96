import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isObject } from '../../operators/internal/isObject.js';
import type { HeadwaterConfig, Source, SourceLoader } from '../monitor/index.js';
import { UsageError } from './exit.js';
import { messageOf } from './reason.js';
import { isSource } from '../monitor/source/is-source.js';

/** What a configuration is: the default export of an ES module. */
export type Config = HeadwaterConfig;

const isLoader = (value: unknown): boolean =>
  isObject(value) && typeof value['names'] === 'function' && typeof value['load'] === 'function';

/** What is wrong with a configuration, as a clause; undefined where nothing is. */
export const faultOfConfig = (value: unknown): string | undefined => {
  if (!isObject(value)) return 'has no object as its default export';
  const { sources, rules, budgets } = value;
  if (sources === undefined) return 'has no sources';
  if (!(Array.isArray(sources) ? sources.every(isSource) : isLoader(sources)))
    return 'has sources that are neither an array of sources nor { names(), load(name) }';
  if (rules !== undefined && !Array.isArray(rules)) return 'has rules that are not an array';
  if (budgets !== undefined && !Array.isArray(budgets)) return 'has budgets that are not an array';
  return undefined;
};

const SHAPE = 'Export `default { sources, rules?, budgets? }` from it.';

/**
 * Reads a configuration.
 *
 * @throws UsageError where the file cannot be loaded, or has another shape
 */
export const readConfig = async (file: string): Promise<Config> => {
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}. Give the path of an ES module.`);
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(file)).href)) as typeof module;
  } catch (error) {
    throw new UsageError(`${file} cannot be loaded: ${messageOf(error)}`);
  }
  const fault = faultOfConfig(module.default);
  if (fault !== undefined) throw new UsageError(`${file} ${fault}. ${SHAPE}`);
  return module.default as Config;
};

const SOURCE = 'Return what openaiSource(…) or defineSource(…) gives, with that name.';

const loadOne = async (loader: SourceLoader, name: string): Promise<Source> => {
  let loaded: unknown;
  try {
    loaded = await loader.load(name);
  } catch (error) {
    throw new UsageError(`load('${name}') of the configuration failed: ${messageOf(error)}`);
  }
  if (!isSource(loaded))
    throw new UsageError(`load('${name}') of the configuration gave no source. ${SOURCE}`);
  if (loaded.name !== name)
    throw new UsageError(`load('${name}') of the configuration gave the source '${loaded.name}'. ${SOURCE}`);
  return loaded;
};

const loadAll = async (loader: SourceLoader): Promise<readonly Source[]> => {
  let names: unknown;
  try {
    names = await loader.names();
  } catch (error) {
    throw new UsageError(`names() of the configuration failed: ${messageOf(error)}`);
  }
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw new UsageError(
      'names() of the configuration must give an array of texts. Return the names of the sources.',
    );
  return Promise.all(names.map((name) => loadOne(loader, name)));
};

/**
 * All sources of a configuration, made here.
 *
 * @throws UsageError where one cannot be loaded, or two have one name
 */
export const allSources = async ({ sources: given }: Config): Promise<readonly Source[]> => {
  const sources = 'load' in given ? await loadAll(given) : given;
  const names = sources.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new UsageError(
      `two sources of the configuration have the name '${twice}'. Give each its own: openaiSource(client, { name: 'acme' }).`,
    );
  return sources;
};
