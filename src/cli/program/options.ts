import { Help, Option } from 'commander';
import { WINDOWS } from '../../monitor/queries.js';
import { DESCRIPTIONS } from '../../providers/descriptions.js';
import { PROVIDERS, type ProviderName } from '../../providers/names.js';
import type { Io } from '../io.js';
import { FORMATS } from '../output/formats.js';
import { scaleNumber } from './arguments.js';

/** Of the commands that look at all of the data of the sandbox. */
export const scaleOption = (): Option =>
  new Option(
    '--scale <n>',
    'of --sandbox: how much data; 1 is what the lists serve (default: 0.1)',
  ).argParser(scaleNumber);

export const SANDBOX = 'use the embedded sandbox: made-up data, no credentials; wins over the environment';

export const EXIT_HELP = `
Exit codes: 0 ok, 1 wrong usage, 2 partial, 3 failed, 130 interrupted.`;

const variablesOf = (provider: ProviderName): string => {
  const { baseUrl: _, ...others } = DESCRIPTIONS[provider].settings;
  return `  ${Object.values(others).join(', ')}`;
};

export const ENV_HELP = `
Credentials come from the environment only:
${PROVIDERS.map(variablesOf).join('\n')}
  <PROVIDER>_BASE_URL for another address`;

export const onInvalidOption = (words: string): Option =>
  new Option('--on-invalid <policy>', words).choices(['fail', 'skip']);

export const SKIPPED = 'an item that does not decode: fail at it, or skip it and count it';

export const formatOption = ({ stdout }: Io): Option =>
  new Option('--format <format>', 'how to print')
    .choices(FORMATS)
    .default(stdout.isTTY === true ? 'table' : 'ndjson', 'table on a terminal, else ndjson');

export const windowOption = (of: string, window: string): Option =>
  new Option('--window <window>', `${of}; today, 7d, 30d and month are whole days in UTC`)
    .choices(WINDOWS)
    .default(window);

export const providerOption = (): Option =>
  new Option('--provider <name>', 'only this one; the others are not asked').choices(PROVIDERS);

export const CONFIG = 'an ES module whose default export is { sources, rules?, budgets? }';

export const configOption = (): Option =>
  new Option('--config <file>', `accounts of ${CONFIG}, in place of those of the environment`);

/** Returns what help says of an option. That a switch is off until it is given goes without saying, and so does an empty list. */
export const optionDescription = (option: Option): string => {
  const isOff = option.defaultValue === false || Array.isArray(option.defaultValue);
  return new Help().optionDescription(isOff ? new Option(option.flags, option.description) : option);
};

/** Runs a command. What it needs is loaded only here, so that help and a wrong use are answered at once. */
export type Act = (command: () => Promise<number>) => Promise<void>;
