import type { Sandbox, SandboxOptions } from '../../sandbox/index.js';
import type { Io } from '../io.js';
import { paintFor, type Paint } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';

const addresses = (box: Sandbox, paint: Paint): string => {
  const lines = [
    ['OPENAI_BASE_URL', box.openai.baseUrl],
    ['OPENAI_ADMIN_KEY', box.openai.adminKey],
    ['OPENAI_API_KEY', box.openai.apiKey],
    ['KEYWORDSAI_BASE_URL', box.keywordsai.baseUrl],
    ['KEYWORDSAI_API_KEY', box.keywordsai.apiKey],
    ['KEYGEN_BASE_URL', box.keygen.baseUrl],
    ['KEYGEN_ACCOUNT', box.keygen.account],
    ['KEYGEN_TOKEN', box.keygen.token],
    ['COBO_BASE_URL', box.cobo.baseUrl],
    ['COBO_API_KEY', box.cobo.apiKey],
    ['COBO_SERVICE_KEY', box.cobo.serviceKey],
  ].map(([name = '', value = '']) => `export ${name}='${value}'\n`);
  return [
    `# ${paint('magenta', 'sandbox')}: four providers with made-up data and made-up credentials, on this machine only\n`,
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
