import type { Sandbox, SandboxOptions } from '../../sandbox/index.js';
import { PROVIDERS } from '../../providers/names.js';
import { settingsOf } from '../accounts.js';
import type { Io } from '../io.js';
import { paintFor, type Paint } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';

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
    `# control: ${box.origin}/_control   end: Ctrl-C\n`,
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
export const sandboxCommand = async (io: Io, options: SandboxOptions): Promise<number> => {
  const box = await io.startSandbox(options);
  try {
    await sinkOf(io.stdout, io.signal).write(addresses(box, paintFor(io.stdout, io.env)));
    return await untilStopped(io.signal);
  } finally {
    await box.close();
  }
};
