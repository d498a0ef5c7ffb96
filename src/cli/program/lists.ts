import { Option, type Command } from 'commander';
import type { CheckRequest } from '../commands/check.js';
import type { EndpointsRequest } from '../commands/endpoints.js';
import type { ListRequest } from '../commands/list.js';
import { UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { FORMATS } from '../output/formats.js';
import { wholeNumber, collect } from './arguments.js';
import { helpText } from './help-text.js';
import { SANDBOX, EXIT_HELP, ENV_HELP, formatOption, onInvalidOption, SKIPPED, type Act } from './options.js';

export const addEndpoints = (program: Command, io: Io, act: Act): void => {
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
      act(async () =>
        (await import('../commands/endpoints.js')).endpointsCommand(io, { ...options, prefix }),
      ),
    );
};

/** A word as a shell takes it: what it would take apart or replace is quoted. */
const shellWord = (word: string): string =>
  /^[\w=.,:@%+/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** People write parameters without the option in front. */
const refuseMore = ([, ...more]: readonly string[]): void => {
  if (more.length === 0) return;
  if (more.every((each) => /^[^=]+=/.test(each)))
    throw new UsageError(
      `write parameters with their option: ${more.map((each) => `--param ${shellWord(each)}`).join(' ')}`,
    );
  throw new UsageError(`headwater list prints one list: ${more.join(' ')} is too much.`);
};

export const addList = (program: Command, io: Io, act: Act): void => {
  program
    .command('list')
    .description('print one list; ids as `headwater endpoints` shows them')
    .argument('<endpoint>', 'for example openai.projects, with or without .list')
    .allowExcessArguments()
    .option(
      '--param <name=value>',
      'a parameter; again for another, or for one more value of a list',
      collect,
      [],
    )
    .addOption(formatOption(io))
    .option('--max-items <n>', 'stop after so many items', wholeNumber)
    .option('--max-pages <n>', 'stop after so many pages', wholeNumber)
    .option('--page-size <n>', 'items a page (default: the largest documented)', wholeNumber)
    .option('--concurrency <n>', 'pages in flight, where the list can run ahead', wholeNumber)
    .option('--resume <token>', 'go on where an earlier run stopped')
    .addOption(onInvalidOption(`${SKIPPED} (default: print the others, then fail)`))
    .option('--sandbox', SANDBOX, false)
    .addHelpText(
      'after',
      helpText(
        '',
        'json and ndjson print { provider, endpoint, item }; the items have the names and the form of the wire, secrets ' +
          'masked. A list that failed on its way leaves its JSON array open, and its exit code is 2; so it is when items were ' +
          'left out, or when one of the lists that a list is made of failed and the others went on.',
        '',
        'A time is 24h (that long ago; also 30m, 7d, 2w), now, today, yesterday, a date, a time as 2026-01-31T12:00:00Z, or ' +
          'Unix seconds; all in UTC.',
        EXIT_HELP,
        ENV_HELP,
        '',
        'Example:',
        '  headwater list openai.costs --param start_time=30d --param group_by=project_id',
        '  headwater list openai.projects.apiKeys --param project_id=proj_abc --format csv',
        '  headwater list keygen.users --param roles=user --param roles=admin --max-items 10 --sandbox',
      ),
    )
    .action((endpoint: string, options: Omit<ListRequest, 'endpoint'>, { args }: Command) =>
      act(async () => {
        refuseMore(args);
        return (await import('../commands/list.js')).listCommand(io, { ...options, endpoint });
      }),
    );
};

export const addCheck = (program: Command, io: Io, act: Act): void => {
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
      helpText(
        '',
        'Exit codes: 0 all fine, 1 wrong usage, 2 some, 3 none. A provider without any credential does not count.',
        ENV_HELP,
        '',
        'Example:',
        '  OPENAI_ADMIN_KEY=… headwater check',
      ),
    )
    .action((options: CheckRequest) =>
      act(async () => (await import('../commands/check.js')).checkCommand(io, options)),
    );
};
