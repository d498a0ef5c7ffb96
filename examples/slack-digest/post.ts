import { retryWithBackoff } from 'headwater/operators';
import { defer, firstValueFrom } from 'rxjs';

/** The address holds a secret: no message of this program has it, and it is never sent over the network in clear. */
const checkUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere))
    throw new TypeError('SLACK_WEBHOOK_URL must be an https address, or http of this machine.');
  return text;
};

const post = async (url: string, text: string): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  await response?.body?.cancel();
  if (response?.ok !== true)
    throw Object.assign(
      new Error(`Slack did not take the digest: ${String(response?.status ?? 'no answer')}.`),
      {
        status: response?.status,
      },
    );
};

const isWorthRetrying = (error: unknown): boolean => {
  const { status } = error as { readonly status?: number };
  return status === undefined || status === 429 || status >= 500;
};

/** Posts a text to an incoming webhook, a few times where Slack is busy. */
export const postTo = async (url: string, text: string): Promise<void> => {
  const checked = checkUrl(url);
  const posted$ = defer(() => post(checked, text)).pipe(
    retryWithBackoff({ maxAttempts: 5, baseMs: 500, isRetryable: isWorthRetrying }),
  );
  await firstValueFrom(posted$);
};
