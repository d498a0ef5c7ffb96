import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyRule, Budget, Source } from '../monitor/index.js';
import type { ClusterSources } from '../cluster/index.js';
import { UsageError } from './exit.js';
import { messageOf } from './reason.js';

/** What a configuration is: the default export of an ES module. */
export interface Config {
  readonly sources: ClusterSources;
  readonly rules?: readonly AnyRule[] | undefined;
  readonly budgets?: readonly Budget[] | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isSource = (value: unknown): boolean =>
  isObject(value) && typeof value['name'] === 'string' && Array.isArray(value['feeds']);

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

/** All sources of a configuration, made here. */
export const allSources = async ({ sources }: Config): Promise<readonly Source[]> => {
  if (!('load' in sources)) return sources;
  const names = await sources.names();
  return Promise.all(names.map(async (name) => sources.load(name)));
};
