import { createMonitor, openai, openaiSource } from 'headwater';
import { startSandbox } from 'headwater/sandbox';
import { concatMap, lastValueFrom, of, timer } from 'rxjs';
import { digestOf } from './digest.js';
import { postTo } from './post.js';

const { OPENAI_ADMIN_KEY: adminKey, SLACK_WEBHOOK_URL: url } = process.env;
const [isSandbox, isOnce] = ['--sandbox', '--once'].map((flag) => process.argv.includes(flag));
const DAY_MS = 86_400_000;

/** The next full day of UTC, when the one before is over. */
const tomorrow = (): Date => new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS);

const run = async (): Promise<void> => {
  const box = isSandbox
    ? await startSandbox({ scale: 0.1, now: new Date(), tickMs: 5_000, tickSeconds: 5 })
    : undefined;
  const monitor = createMonitor([openaiSource(openai(box?.openai ?? { adminKey }))]);
  const digest = async (): Promise<void> => {
    const text = await digestOf(monitor);
    if (url === undefined) console.log(text);
    else await postTo(url, text);
  };
  const report = (error: unknown): void => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  };
  const due$ = isOnce ? of(0) : timer(tomorrow(), DAY_MS);
  try {
    await lastValueFrom(due$.pipe(concatMap(() => digest().catch(report))));
  } finally {
    monitor.close();
    await box?.close();
  }
};

if (isSandbox || adminKey !== undefined) await run();
else {
  console.error('Set OPENAI_ADMIN_KEY, or look at made-up data: npm start -- --sandbox --once');
  process.exitCode = 2;
}
