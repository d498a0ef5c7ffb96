import { createMonitor, type Journal, type Monitor, type Source } from '../../monitor/index.js';
import { fileJournal } from '../../node/file-journal.js';
import { allSources, readConfig, type Config } from '../config.js';
import { UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { loadCluster, redisUrl, type RedisOption } from '../redis.js';
import type { Session } from '../session.js';
import { Kept, type Live } from './live.js';

/** A monitor of the accounts of a configuration. */
export interface ConfiguredRequest {
  readonly config?: string | undefined;
  /** Where workers write what they read; absent: they are read here. */
  readonly redis?: RedisOption | undefined;
  readonly prefix?: string | undefined;
  readonly journal?: string | undefined;
}

interface Open {
  readonly monitor: Monitor;
  readonly sources: readonly Source[];
  close(): void;
}

const SESSION: Session = {
  sandbox: false,
  clients: {},
  now: () => new Date(),
  close: () => Promise.resolve(),
};

const shared = { frameMs: 250, always: true };

const openHere = async (config: Config, journal: Journal | undefined): Promise<Open> => {
  const sources = await allSources(config);
  const { rules, budgets } = config;
  return {
    monitor: createMonitor(sources, { ...shared, rules, budgets, journal }),
    sources,
    close: () => undefined,
  };
};

const openCluster = async (
  url: string,
  config: Config | undefined,
  prefix: string | undefined,
  journal: Journal | undefined,
): Promise<Open> => {
  const { clusterMonitor, connectRedis } = await loadCluster();
  const redis = await connectRedis(url);
  const { sources, rules, budgets } = config ?? {};
  const monitor = clusterMonitor({ ...shared, redis, sources, rules, budgets, prefix, journal });
  const known = sources === undefined || 'load' in sources ? [] : sources;
  return { monitor, sources: known, close: () => redis.disconnect() };
};

/** Tells whether a monitor is one of a configuration, or of workers. */
export const isConfigured = ({ config, redis }: ConfiguredRequest): boolean =>
  config !== undefined || redis !== undefined;

/**
 * Runs something with a monitor of the accounts of a configuration: read here, or by workers.
 *
 * @throws UsageError for a configuration that cannot be used
 */
export const withConfigured = async <T>(
  io: Io,
  request: ConfiguredRequest,
  run: (live: Live) => Promise<T>,
): Promise<T> => {
  const { config: file, prefix, journal } = request;
  const config = file === undefined ? undefined : await readConfig(file);
  const url = request.redis === undefined ? undefined : redisUrl(request.redis, io.env);
  const kept = journal === undefined ? undefined : new Kept(fileJournal(journal));
  const open =
    url !== undefined ? await openCluster(url, config, prefix, kept) : await openHere(required(config), kept);
  const { monitor, sources } = open;
  try {
    return await run({ session: SESSION, monitor, sources, changes$: monitor.changes() });
  } finally {
    monitor.close();
    await kept?.settled();
    open.close();
  }
};

const required = (config: Config | undefined): Config => {
  if (config !== undefined) return config;
  throw new UsageError('no accounts were named. Give --config <file>, or --redis <url> of workers.');
};
