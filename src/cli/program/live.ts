import { Option, type Command } from 'commander';
import type { MonitorRequest } from '../commands/monitor.js';
import type { WatchRequest } from '../commands/watch.js';
import type { WorkerRequest } from '../commands/worker.js';
import type { Io } from '../io.js';
import { collectOrigin, countFromOne, positiveNumber, portNumber } from './arguments.js';
import { helpText } from './help-text.js';
import {
  scaleOption,
  SANDBOX,
  EXIT_HELP,
  ENV_HELP,
  onInvalidOption,
  SKIPPED,
  CONFIG,
  configOption,
  type Act,
} from './options.js';

/** Options of the commands that go on looking. */
const addLiveOptions = (command: Command): Command =>
  command
    .option('--ascii', 'on a screen: nothing but ASCII', false)
    .option('--no-emoji', 'on a screen: another sign in place of each emoji of a name')
    .option('--no-cost', 'on a screen and in its exports: no amounts of money')
    .option('--once', 'print every record once and end', false)
    .addOption(configOption())
    .addOption(
      new Option('--format <format>', 'how to print (default: table on a terminal, else ndjson)').choices([
        'table',
        'ndjson',
      ]),
    )
    .option(
      '--interval <seconds>',
      'how often each list is read (default: 30 seconds to 15 minutes, by list)',
      positiveNumber,
    )
    .addOption(onInvalidOption(SKIPPED).default('skip'))
    .option(
      '--journal <directory>',
      'keep what is known there, so that a change over a restart is printed once',
    )
    .option('--sandbox', SANDBOX, false)
    .addOption(scaleOption());

const REDIS = 'the Redis server at an address (default: REDIS_URL)';

export const addMonitor = (program: Command, io: Io, act: Act): void => {
  const command = program
    .command('monitor')
    .description('serve a live monitor of all providers to browsers and programs, and show it here')
    .option('--port <n>', 'port to serve on; 0 takes a free one', portNumber, 4318)
    .option(
      '--host <address>',
      'address to serve on; one that other machines reach needs HEADWATER_TOKEN',
      '127.0.0.1',
    )
    .option(
      '--allow-origin <origin>',
      'let in pages of it, and requests to its host: that of a proxy in front; may be given again',
      collectOrigin,
    )
    .option('--no-screen', 'only print the address and serve')
    .option('--redis [url]', `show what workers read, through ${REDIS}`)
    .option('--prefix <text>', 'of --redis: the beginning of all keys (default: headwater)');
  addLiveOptions(command)
    .addHelpText(
      'after',
      helpText(
        EXIT_HELP,
        ENV_HELP,
        '  HEADWATER_TOKEN                            what clients must send',
        '',
        'Example:',
        '  headwater monitor --sandbox',
        '  headwater monitor --port 8080 --no-screen --journal ~/.headwater',
        '  headwater monitor --redis redis://127.0.0.1:6379 --config accounts.mjs --no-screen',
      ),
    )
    .action((options: MonitorRequest) =>
      act(async () => (await import('../commands/monitor.js')).monitorCommand(io, options)),
    );
};

export const addWorker = (program: Command, io: Io, act: Act): void => {
  program
    .command('worker')
    .description('read accounts together with other workers, on this machine and others')
    .requiredOption('--config <file>', `accounts of ${CONFIG}`)
    .option('--redis [url]', REDIS)
    .option('--prefix <text>', 'the beginning of all keys in Redis (default: headwater)')
    .option('--concurrency <n>', 'readings at a time (default: 50)', countFromOne)
    .addHelpText(
      'after',
      helpText(
        '',
        'Redis 7.0 or later with maxmemory-policy noeviction; rediss:// for TLS. SIGTERM ends a worker with 0: its readings go on ' +
          'in others. Needs the packages ioredis and bullmq.',
        EXIT_HELP,
        '',
        'Example:',
        '  headwater worker --redis rediss://user:password@redis.internal:6380 --config accounts.mjs',
      ),
    )
    .action((options: WorkerRequest) =>
      act(async () => (await import('../commands/worker.js')).workerCommand(io, options)),
    );
};

export const addWatch = (program: Command, io: Io, act: Act): void => {
  const command = program
    .command('watch')
    .description('watch users, keys and spend of all providers, and each change as it happens');
  addLiveOptions(command)
    .addHelpText(
      'after',
      helpText(
        EXIT_HELP,
        ENV_HELP,
        '',
        'Example:',
        '  headwater watch --sandbox',
        '  headwater watch --once --format ndjson > records.ndjson',
      ),
    )
    .action((options: WatchRequest) =>
      act(async () => (await import('../commands/watch.js')).watchCommand(io, options)),
    );
};
