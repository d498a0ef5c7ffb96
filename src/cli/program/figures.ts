import { Option, type Command } from 'commander';
import { DIMENSIONS } from '../../monitor/queries.js';
import { SEVERITIES } from '../../records/finding.js';
import type { KeysRequest } from '../commands/keys.js';
import type { SpendRequest } from '../commands/spend.js';
import type { StatuslineRequest } from '../commands/statusline.js';
import type { Io } from '../io.js';
import { countFromOne, sortColumn } from './arguments.js';
import { helpText } from './help-text.js';
import {
  scaleOption,
  SANDBOX,
  EXIT_HELP,
  ENV_HELP,
  formatOption,
  windowOption,
  providerOption,
  configOption,
  type Act,
} from './options.js';

/** Whose figures, and of which time. */
const withAccounts = (command: Command, window: Option): Command =>
  command.addOption(window).addOption(providerOption()).addOption(configOption());

/** How it is printed, and whether it is data of the sandbox. */
const withOutput = (command: Command, io: Io): Command =>
  command.addOption(formatOption(io)).option('--sandbox', SANDBOX, false).addOption(scaleOption());

export const addSpend = (program: Command, io: Io, act: Act): void => {
  const command = program
    .command('spend')
    .description('read costs and use of all providers once, and print them by one dimension')
    .addOption(new Option('--by <dimension>', 'a row for each').choices(DIMENSIONS).default('provider'));
  withAccounts(command, windowOption('time that is summed up', 'today')).option(
    '--limit <n>',
    'rows at most (default: 20 in a table, else all)',
    countFromOne,
  );
  withOutput(command, io)
    .addHelpText(
      'after',
      helpText(
        '',
        'A sum with ≥ is a floor: a source is missing, and it is named; the exit code is 2 then. ~ is an estimate. What a provider ' +
          'reports, what a gateway computed and what is estimated never add up.',
        EXIT_HELP,
        ENV_HELP,
        '',
        'Example:',
        '  headwater spend --by model --sandbox',
        '  headwater spend --by key --window month --format csv > keys.csv',
      ),
    )
    .action((options: SpendRequest) =>
      act(async () => (await import('../commands/spend.js')).spendCommand(io, options)),
    );
};

export const addKeys = (program: Command, io: Io, act: Act): void => {
  const command = program
    .command('keys')
    .description(
      'read keys, owners and use of all providers once, and print each key, or what is wrong with keys',
    )
    .option('--findings', 'print findings instead; exit code 1 where there are any', false)
    .addOption(
      new Option('--severity <least>', 'of --findings: the mildest that count')
        .choices(SEVERITIES)
        .default('low'),
    );
  withAccounts(command, windowOption('of costs and requests', '30d'))
    .option('--filter <words>', 'only keys with all of these words in name, owner, project, status, …')
    .addOption(
      new Option('--sort <column>', 'for example lastUsed or -cost (default: name)').argParser(sortColumn),
    )
    .option('--limit <n>', 'rows at most (default: all)', countFromOne);
  withOutput(command, io)
    .addHelpText(
      'after',
      helpText(
        '',
        'Exit codes: 0 ok, 1 findings (with --findings) or wrong usage, 2 partial, 3 failed, 130 interrupted. 2 wins over 1: where a ' +
          'list is not whole, more may be wrong than was found.',
        ENV_HELP,
        '',
        'Example:',
        '  headwater keys --sort -cost --limit 10 --sandbox',
        '  headwater keys --findings --severity high --format json',
      ),
    )
    .action((options: KeysRequest) =>
      act(async () => (await import('../commands/keys.js')).keysCommand(io, options)),
    );
};

export const addStatusline = (program: Command, io: Io, act: Act): void => {
  program
    .command('statusline')
    .description('print the last snapshot of a monitor as one line, for prompts and bars; nothing is sent')
    .option('--journal <directory>', 'where the monitor keeps its journal (default: HEADWATER_JOURNAL)')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample:\n  headwater statusline --journal ~/.headwater')
    .action((options: StatuslineRequest) =>
      act(async () => (await import('../commands/statusline.js')).statuslineCommand(io, options)),
    );
};
