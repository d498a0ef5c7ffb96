import type { Sandbox, SandboxOptions } from '../../sandbox/index.js';
import { PROVIDERS } from '../../providers/names.js';
import { settingsOf } from '../accounts.js';
import { UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { paintFor, type Paint } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import { portFault } from '../port-fault.js';
import { TIME_WORDS, timeFrom } from '../times.js';

/** What `headwater sandbox` was asked for. */
export interface SandboxRequest extends Omit<SandboxOptions, 'now'> {
  /** Where its clock starts, in words. Default: that of the sandbox. */
  readonly now?: string | undefined;
}

const optionsOf = ({ now: words, ...others }: SandboxRequest): SandboxOptions => {
  if (words === undefined) return others;
  const now = timeFrom(words, new Date());
  if (now === undefined) throw new UsageError(`--now takes a time: ${TIME_WORDS}.`);
  return { ...others, now };
};

const addresses = (box: Sandbox, paint: Paint): string => {
  const lines = PROVIDERS.flatMap((provider) => {
    const access: Readonly<Record<string, string>> = { ...box[provider] };
    return settingsOf(provider)
      .filter(([option]) => option in access)
      .map(([option, name]) => `export ${name}='${access[option] ?? ''}'\n`);
  });
  return [
    `# ${paint('magenta', 'sandbox')}: ${String(PROVIDERS.length)} providers with made-up data and made-up credentials, on this machine only\n`,
    ...lines,
    `# its clock: ${box.control.now().toISOString()}   control: ${box.origin}/_control   end: Ctrl-C\n`,
  ].join('');
};

const untilStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Serves the sandbox until the command is stopped. */
export const sandboxCommand = async (io: Io, request: SandboxRequest): Promise<number> => {
  const box = await io.startSandbox(optionsOf(request)).catch((error: unknown) => {
    throw portFault(error, request.port ?? 0);
  });
  try {
    await sinkOf(io.stdout, io.signal).write(addresses(box, paintFor(io.stdout, io.env)));
    return await untilStopped(io.signal);
  } finally {
    await box.close();
  }
};
