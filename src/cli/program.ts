import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../http/errors.js';
import { VERSION } from '../http/version.js';
import type { SandboxOptions } from '../sandbox/index.js';
import type { CheckRequest } from './commands/check.js';
import type { EndpointsRequest } from './commands/endpoints.js';
import type { KeysRequest } from './commands/keys.js';
import type { ListRequest } from './commands/list.js';
import type { MonitorRequest } from './commands/monitor.js';
import type { SpendRequest } from './commands/spend.js';
import type { StatuslineRequest } from './commands/statusline.js';
import type { WatchRequest } from './commands/watch.js';
import type { WorkerRequest } from './commands/worker.js';
import { PROVIDERS } from './accounts.js';
import { EXIT, Stopped, UsageError } from './exit.js';
import type { Io } from './io.js';
import { maskedIo } from './masked.js';
import { printable } from './output/escape.js';
import { FORMATS } from './output/formats.js';
import { messageOf } from './reason.js';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It takes a whole number.');
  return value;
};

const countFromOne = (text: string): number => {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('It takes a whole number from 1.');
  return value;
};

const positiveNumber = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0) || value > 86_400) {
    throw new InvalidArgumentError('It takes a number of seconds, up to 86400.');
  }
  return value;
};

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const scaleNumber = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0) || value > 1000)
    throw new InvalidArgumentError('It takes a number above 0, up to 1000.');
  return value;
};

/** Of the commands that look at all of the data of the sandbox. */
const scaleOption = (): Option =>
  new Option(
    '--scale <n>',
    'of --sandbox: how much data; 1 is what the lists serve (default: 0.1)',
  ).argParser(scaleNumber);

const SANDBOX = 'use the embedded sandbox: made-up data, no credentials; wins over the environment';

const EXIT_HELP = `
Exit codes: 0 ok, 1 wrong usage, 2 partial, 3 failed, 130 interrupted.`;

const ENV_HELP = `
Credentials come from the environment only:
  OPENAI_ADMIN_KEY, OPENAI_API_KEY           KEYWORDSAI_API_KEY
  KEYGEN_ACCOUNT, KEYGEN_TOKEN               KEYGEN_ENVIRONMENT
  COBO_API_KEY, COBO_SERVICE_KEY             <PROVIDER>_BASE_URL for another address`;

const onInvalidOption = (words: string): Option =>
  new Option('--on-invalid <policy>', words).choices(['fail', 'skip']);

const SKIPPED = 'an item that does not decode: fail at it, or skip it and count it';

const formatOption = ({ stdout }: Io): Option =>
  new Option('--format <format>', 'how to print (default: table on a terminal, else ndjson)')
    .choices(FORMATS)
    .default(stdout.isTTY === true ? 'table' : 'ndjson');

const WINDOWS = ['60m', '24h', 'today', '7d', '30d', 'month'];

const windowOption = (of: string, window: string): Option =>
  new Option('--window <window>', `${of}; today, 7d, 30d and month are whole days in UTC`)
    .choices(WINDOWS)
    .default(window);

const providerOption = (): Option =>
  new Option('--provider <name>', 'only this one; the others are not asked').choices(PROVIDERS);

/** Runs a command. What it needs is loaded only here, so that help and a wrong use are answered at once. */
type Act = (command: () => Promise<number>) => Promise<void>;

const addEndpoints = (program: Command, io: Io, act: Act): void => {
  program
    .command('endpoints')
    .description('show endpoints with their parameters, paging, page sizes and credentials')
    .argument('[prefix]', 'only those at or below a name, for example openai.projects')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['table', 'json', 'markdown']).default('table'),
    )
    .option('--counts', 'only how many there are', false)
    .addHelpText('after', '\nExample:\n  headwater endpoints keygen.licenses\n  headwater endpoints --counts')
    .action((prefix: string | undefined, options: Omit<EndpointsRequest, 'prefix'>) =>
      act(async () => (await import('./commands/endpoints.js')).endpointsCommand(io, { ...options, prefix })),
    );
};

const addList = (program: Command, io: Io, act: Act): void => {
  program
    .command('list')
    .description('print one list; ids as `headwater endpoints` shows them')
    .argument('<endpoint>', 'for example openai.projects, with or without .list')
    .option(
      '--param <name=value>',
      'a parameter; again for another, or for one more value of a list',
      collect,
      [],
    )
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(FORMATS)
        .default(io.stdout.isTTY === true ? 'table' : 'ndjson'),
    )
    .option('--max-items <n>', 'stop after so many items', wholeNumber)
    .option('--max-pages <n>', 'stop after so many pages', wholeNumber)
    .option('--page-size <n>', 'items a page (default: the largest documented)', wholeNumber)
    .option('--concurrency <n>', 'pages in flight, where the list can run ahead', wholeNumber)
    .option('--resume <token>', 'go on where an earlier run stopped')
    .addOption(onInvalidOption(`${SKIPPED} (default: print the others, then fail)`))
    .option('--sandbox', SANDBOX, false)
    .addHelpText(
      'after',
      [
        '',
        'json and ndjson print { provider, endpoint, item }; the items have the names and the form of the wire, secrets',
        'masked. A list that failed on its way leaves its JSON array open, and its exit code is 2; so it is when items were',
        'left out, or when one of the lists that a list is made of failed and the others went on.',
        '',
        'A time is 24h (that long ago; also 30m, 7d, 2w), now, today, yesterday, a date, a time as 2026-01-31T12:00:00Z, or',
        'Unix seconds; all in UTC.',
        EXIT_HELP,
        ENV_HELP,
        '',
        'Example:',
        '  headwater list openai.costs --param start_time=30d --param group_by=project_id',
        '  headwater list openai.projects.apiKeys --param project_id=proj_abc --format csv',
        '  headwater list keygen.users --param roles=user --param roles=admin --max-items 10 --sandbox',
      ].join('\n'),
    )
    .action((endpoint: string, options: Omit<ListRequest, 'endpoint'>) =>
      act(async () => (await import('./commands/list.js')).listCommand(io, { ...options, endpoint })),
    );
};

const CONFIG = 'an ES module whose default export is { sources, rules?, budgets? }';

const configOption = (): Option =>
  new Option('--config <file>', `accounts of ${CONFIG}, in place of those of the environment`);

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
      'read each list so often (default: 1 to 15 minutes, by list)',
      positiveNumber,
    )
    .addOption(onInvalidOption(SKIPPED).default('skip'))
    .option(
      '--journal <directory>',
      'keep what is known there, so that a change over a restart is printed once',
    )
    .option('--sandbox', SANDBOX, false)
    .addOption(scaleOption());

const portNumber = (text: string): number => {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError('It takes a port, from 0 to 65535.');
  return value;
};

const REDIS = 'the Redis server at an address (default: REDIS_URL)';

const addMonitor = (program: Command, io: Io, act: Act): void => {
  const command = program
    .command('monitor')
    .description('serve a live monitor of all providers to browsers and programs, and show it here')
    .option('--port <n>', 'port to serve on; 0 takes a free one', portNumber, 4318)
    .option(
      '--host <address>',
      'address to serve on; one that other machines reach needs HEADWATER_TOKEN',
      '127.0.0.1',
    )
    .option('--no-screen', 'only print the address and serve')
    .option('--redis [url]', `show what workers read, through ${REDIS}`)
    .option('--prefix <text>', 'of --redis: the beginning of all keys (default: headwater)');
  addLiveOptions(command)
    .addHelpText(
      'after',
      [
        EXIT_HELP,
        ENV_HELP,
        '  HEADWATER_TOKEN                            what clients must send',
        '',
        'Example:',
        '  headwater monitor --sandbox',
        '  headwater monitor --port 8080 --no-screen --journal ~/.headwater',
        '  headwater monitor --redis redis://127.0.0.1:6379 --config accounts.mjs --no-screen',
      ].join('\n'),
    )
    .action((options: MonitorRequest) =>
      act(async () => (await import('./commands/monitor.js')).monitorCommand(io, options)),
    );
};

const addWorker = (program: Command, io: Io, act: Act): void => {
  program
    .command('worker')
    .description('read accounts together with other workers, on this machine and others')
    .requiredOption('--config <file>', `accounts of ${CONFIG}`)
    .option('--redis [url]', REDIS)
    .option('--prefix <text>', 'the beginning of all keys in Redis (default: headwater)')
    .option('--concurrency <n>', 'readings at a time (default: 50)', countFromOne)
    .addHelpText(
      'after',
      [
        '',
        'Redis 7.0 or later with maxmemory-policy noeviction; rediss:// for TLS. SIGTERM ends a worker with 0: its readings go on',
        'in others. Needs the packages ioredis and bullmq.',
        EXIT_HELP,
        '',
        'Example:',
        '  headwater worker --redis rediss://user:password@redis.internal:6380 --config accounts.mjs',
      ].join('\n'),
    )
    .action((options: WorkerRequest) =>
      act(async () => (await import('./commands/worker.js')).workerCommand(io, options)),
    );
};

const addWatch = (program: Command, io: Io, act: Act): void => {
  const command = program
    .command('watch')
    .description('watch users, keys and spend of all providers, and each change as it happens');
  addLiveOptions(command)
    .addHelpText(
      'after',
      [
        EXIT_HELP,
        ENV_HELP,
        '',
        'Example:',
        '  headwater watch --sandbox',
        '  headwater watch --once --format ndjson > records.ndjson',
      ].join('\n'),
    )
    .action((options: WatchRequest) =>
      act(async () => (await import('./commands/watch.js')).watchCommand(io, options)),
    );
};

const addSpend = (program: Command, io: Io, act: Act): void => {
  program
    .command('spend')
    .description('read costs and use of all providers once, and print them by one dimension')
    .addOption(
      new Option('--by <dimension>', 'a row for each')
        .choices(['key', 'principal', 'project', 'model', 'provider', 'source'])
        .default('provider'),
    )
    .addOption(windowOption('time that is summed up', 'today'))
    .addOption(providerOption())
    .addOption(configOption())
    .option('--limit <n>', 'rows at most (default: 20 in a table, else all)', countFromOne)
    .addOption(formatOption(io))
    .option('--sandbox', SANDBOX, false)
    .addOption(scaleOption())
    .addHelpText(
      'after',
      [
        '',
        'A sum with ≥ is a floor: a source is missing, and it is named; the exit code is 2 then. ~ is an estimate. What a provider',
        'reports, what a gateway computed and what is estimated never add up.',
        EXIT_HELP,
        ENV_HELP,
        '',
        'Example:',
        '  headwater spend --by model --sandbox',
        '  headwater spend --by key --window month --format csv > keys.csv',
      ].join('\n'),
    )
    .action((options: SpendRequest) =>
      act(async () => (await import('./commands/spend.js')).spendCommand(io, options)),
    );
};

const addKeys = (program: Command, io: Io, act: Act): void => {
  program
    .command('keys')
    .description(
      'read keys, owners and use of all providers once, and print each key, or what is wrong with keys',
    )
    .option('--findings', 'print findings instead; exit code 1 where there are any', false)
    .addOption(
      new Option('--severity <least>', 'of --findings: the mildest that count')
        .choices(['info', 'low', 'medium', 'high', 'critical'])
        .default('low'),
    )
    .addOption(windowOption('of costs and requests', '30d'))
    .addOption(providerOption())
    .addOption(configOption())
    .option('--filter <words>', 'only keys with all of these words in name, owner, project, status, …')
    .option('--sort <column>', 'for example lastUsed or -cost (default: name)')
    .option('--limit <n>', 'rows at most (default: all)', countFromOne)
    .addOption(formatOption(io))
    .option('--sandbox', SANDBOX, false)
    .addOption(scaleOption())
    .addHelpText(
      'after',
      [
        '',
        'Exit codes: 0 ok, 1 findings (with --findings) or wrong usage, 2 partial, 3 failed, 130 interrupted. 2 wins over 1: where a',
        'list is not whole, more may be wrong than was found.',
        ENV_HELP,
        '',
        'Example:',
        '  headwater keys --sort -cost --limit 10 --sandbox',
        '  headwater keys --findings --severity high --format json',
      ].join('\n'),
    )
    .action((options: KeysRequest) =>
      act(async () => (await import('./commands/keys.js')).keysCommand(io, options)),
    );
};

const addStatusline = (program: Command, io: Io, act: Act): void => {
  program
    .command('statusline')
    .description('print the last snapshot of a monitor as one line, for prompts and bars; nothing is sent')
    .option('--journal <directory>', 'where the monitor keeps its journal (default: HEADWATER_JOURNAL)')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample:\n  headwater statusline --journal ~/.headwater')
    .action((options: StatuslineRequest) =>
      act(async () => (await import('./commands/statusline.js')).statuslineCommand(io, options)),
    );
};

const addCheck = (program: Command, io: Io, act: Act): void => {
  program
    .command('check')
    .description(
      'ask each endpoint for one item: which credentials work, what goes dark, how clocks differ, and how to mend it',
    )
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('table'))
    .addOption(onInvalidOption(SKIPPED).default('skip'))
    .option('--sandbox', SANDBOX, false)
    .addHelpText(
      'after',
      '\nExit codes: 0 all fine, 1 wrong usage, 2 some, 3 none. A provider without any credential does not count.\n' +
        `${ENV_HELP}\n\nExample:\n  OPENAI_ADMIN_KEY=… headwater check`,
    )
    .action((options: CheckRequest) =>
      act(async () => (await import('./commands/check.js')).checkCommand(io, options)),
    );
};

const addSandbox = (program: Command, io: Io, act: Act): void => {
  program
    .command('sandbox')
    .description('serve the sandbox on 127.0.0.1, and print the variables that lead to it')
    .option('--port <n>', 'port of the first server; 0 takes a free one', wholeNumber, 0)
    .option('--seed <n>', 'seed of the made-up data', wholeNumber, 7)
    .option('--tick-ms <n>', 'move the clock so often, in milliseconds (default: held)', wholeNumber)
    .addOption(
      new Option('--layout <layout>', 'one port with prefixes, or a port for each provider')
        .choices(['prefixes', 'ports'])
        .default('prefixes'),
    )
    .option('--scale <n>', 'how much data', scaleNumber, 1)
    .option('--incidents', 'let things happen that a monitor should notice, by the clock', false)
    .option('--cors', 'let web pages of any origin read the replies (default: no page may)', false)
    .addHelpText('after', '\nExample:\n  headwater sandbox --port 4010 --tick-ms 2000')
    .action((options: SandboxOptions) =>
      act(async () => (await import('./commands/sandbox.js')).sandboxCommand(io, options)),
    );
};

/** Nothing is printed but through what masks, with one exception: the sandbox has credentials of its own to print. */
const programFor = (given: Io, io: Io, act: Act): Command => {
  const program = new Command('headwater')
    .description('Every paginated list of an admin or usage API, as a stream.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(printableLines(text)),
    })
    .showHelpAfterError('(headwater --help shows what there is)')
    .addHelpText('after', `${EXIT_HELP}\n${ENV_HELP}\n\nExample:\n  headwater monitor --sandbox`);
  for (const add of [
    addMonitor,
    addWorker,
    addWatch,
    addSpend,
    addKeys,
    addStatusline,
    addList,
    addEndpoints,
    addCheck,
  ])
    add(program, io, act);
  addSandbox(program, given, act);
  return program;
};

const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

const codeOf = (error: unknown, io: Io): number => {
  if (io.signal.aborted && io.signal.reason instanceof Stopped) return io.signal.reason.code;
  if (error instanceof Stopped) return error.code;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const usage = error instanceof UsageError;
  io.stderr.write(`headwater: ${usage ? printableLines(error.message) : messageOf(error)}\n`);
  return usage || error instanceof ConfigError || error instanceof RangeError ? EXIT.usage : EXIT.failed;
};

/**
 * Runs one command line, and returns its exit code. It never throws, prints to the streams that it is given only, and ends
 * when the signal says so.
 *
 * @param args what follows the name of the program
 */
export const run = async (args: readonly string[], given: Io): Promise<number> => {
  const io = maskedIo(given);
  let code: number = EXIT.ok;
  const act: Act = async (command) => {
    code = await command();
  };
  try {
    await programFor(given, io, act).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return codeOf(error, io);
  }
};
