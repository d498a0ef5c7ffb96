import type { WorkerEvent } from '../../cluster/index.js';
import { readConfig } from '../config.js';
import { EXIT, Stopped } from '../exit.js';
import type { Io } from '../io.js';
import { printable } from '../output/escape.js';
import { messageOf } from '../reason.js';
import { loadCluster, redisUrl, type RedisOption } from '../redis.js';

/** What `headwater worker` was asked for. */
export interface WorkerRequest {
  readonly redis?: RedisOption | undefined;
  readonly config: string;
  readonly prefix?: string | undefined;
  readonly concurrency?: number | undefined;
}

const lineOf = (event: WorkerEvent): string | undefined => {
  if (event.type === 'error') {
    const where = event.source === undefined ? '' : `${event.source}: `;
    return `headwater: ${printable(where + messageOf(event.error))}\n`;
  }
  if (event.type !== 'failed') return undefined;
  const { state = 'down', error } = event.fault ?? {};
  return `headwater: ${printable(`${event.source}/${event.feed}: ${state}: ${error?.message ?? ''}`)}\n`;
};

const stopped = (signal: AbortSignal): Promise<number> =>
  new Promise((resolve) => {
    const stop = (): void => {
      const { reason } = signal as { reason: unknown };
      const code = reason instanceof Stopped ? reason.code : EXIT.failed;
      // Whoever asks a worker to end gets what was asked for.
      resolve(code === EXIT.terminated ? EXIT.ok : code);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Reads the accounts of a configuration together with other workers, until it is stopped. */
export const workerCommand = async (io: Io, request: WorkerRequest): Promise<number> => {
  const url = redisUrl(request.redis, io.env);
  const { sources } = await readConfig(request.config);
  const { connectRedis, startWorker } = await loadCluster();
  const redis = await connectRedis(url);
  try {
    const { prefix, concurrency } = request;
    const worker = await startWorker({ redis, sources, prefix, concurrency });
    worker.events$.subscribe({
      next: (event) => {
        const line = lineOf(event);
        if (line !== undefined) io.stderr.write(line);
      },
      // It never does.
      error: () => undefined,
    });
    io.stderr.write('headwater: working\n');
    const code = await stopped(io.signal);
    await worker.close();
    return code;
  } finally {
    redis.disconnect();
  }
};
