import { Command, CommanderError } from 'commander';
import { ConfigError } from '../http/errors.js';
import { VERSION } from '../http/version.js';
import { EXIT, Stopped, UsageError } from './exit.js';
import type { Io } from './io.js';
import { maskedIo } from './masked.js';
import { printable } from './output/escape.js';
import { addKeys, addSpend, addStatusline } from './program/figures.js';
import { addCheck, addEndpoints, addList } from './program/lists.js';
import { addMonitor, addWatch, addWorker } from './program/live.js';
import { ENV_HELP, EXIT_HELP, optionDescription, type Act } from './program/options.js';
import { addSandbox } from './program/sandbox.js';
import { messageOf } from './reason.js';

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

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
    .configureHelp({ optionDescription })
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
  for (const command of [program, ...program.commands])
    command.showHelpAfterError(`(${nameOf(command)} --help shows what there is)`);
  return program;
};

const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/** Errors of no provider begin with it already. */
const PREFIX = 'headwater: ';

const codeOf = (error: unknown, io: Io): number => {
  if (io.signal.aborted && io.signal.reason instanceof Stopped) return io.signal.reason.code;
  if (error instanceof Stopped) return error.code;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const usage = error instanceof UsageError;
  const text = usage ? printableLines(error.message) : messageOf(error);
  io.stderr.write(text.startsWith(PREFIX) ? `${text}\n` : `${PREFIX}${text}\n`);
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
