import type { Journal, Monitor, Source } from '../../monitor/index.js';
import { fileJournal } from '../../node/file-journal.js';
import { readConfig, type Config } from '../config.js';
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

/** Returns whether workers read for a monitor. */
export const isConfigured = ({ redis }: ConfiguredRequest): boolean => redis !== undefined;

/**
 * Runs something with a monitor of accounts that workers read.
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
  const url = redisUrl(request.redis ?? true, io.env);
  const kept = journal === undefined ? undefined : new Kept(fileJournal(journal));
  const open = await openCluster(url, config, prefix, kept);
  const { monitor, sources } = open;
  try {
    return await run({ session: SESSION, monitor, sources, changes$: monitor.changes() });
  } finally {
    monitor.close();
    await kept?.settled();
    open.close();
  }
};
