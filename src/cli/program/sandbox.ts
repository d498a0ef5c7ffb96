import { Option, type Command } from 'commander';
import type { SandboxRequest } from '../commands/sandbox.js';
import type { Io } from '../io.js';
import { wholeNumber, scaleNumber } from './arguments.js';
import type { Act } from './options.js';

export const addSandbox = (program: Command, io: Io, act: Act): void => {
  program
    .command('sandbox')
    .description('serve the sandbox on 127.0.0.1, and print the variables that lead to it')
    .option('--port <n>', 'port of the first server; 0 takes a free one', wholeNumber, 0)
    .option('--seed <n>', 'seed of the made-up data', wholeNumber, 7)
    .option(
      '--now <time>',
      'where its clock starts; now: at that of this machine (default: 2026-01-15T12:00:00Z)',
    )
    .option('--tick-ms <n>', 'move the clock so often, in milliseconds (default: held)', wholeNumber)
    .addOption(
      new Option('--layout <layout>', 'one port with prefixes, or a port for each provider')
        .choices(['prefixes', 'ports'])
        .default('prefixes'),
    )
    .option('--scale <n>', 'how much data', scaleNumber, 1)
    .option('--incidents', 'let things happen that a monitor should notice, by the clock', false)
    .option('--cors', 'let web pages of any origin read the replies', false)
    .addHelpText(
      'after',
      '\nExample:\n  headwater sandbox --port 4010 --now now --tick-ms 60000 > sandbox.env',
    )
    .action((options: SandboxRequest) =>
      act(async () => (await import('../commands/sandbox.js')).sandboxCommand(io, options)),
    );
};
