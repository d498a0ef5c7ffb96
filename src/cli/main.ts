#!/usr/bin/env node
import { EXIT, Stopped } from './exit.js';
import type { Io } from './io.js';

const stop = new AbortController();

// A reader that goes away, as `head` does, has what it wanted; a file on a disk that is full is not what anyone wanted.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code: reason = 'unknown' }: NodeJS.ErrnoException) => {
    const isRead = reason === 'EPIPE';
    if (!isRead && stream === process.stdout) {
      process.stderr.write(`headwater: the output cannot be written (${reason}), and is not whole\n`);
    }
    stop.abort(new Stopped(isRead ? EXIT.ok : EXIT.failed));
  });
}

// Listeners that stay: a listener that took itself away would leave the signal to others, which end the process at once.
const onSignal = (code: number) => (): void => {
  if (stop.signal.aborted) process.exit(code);
  stop.abort(new Stopped(code));
};
process.on('SIGINT', onSignal(EXIT.interrupted));
process.on('SIGTERM', onSignal(EXIT.terminated));

// A fifth of all modules, which most commands never need.
const startSandbox: Io['startSandbox'] = async (options) =>
  (await import('../sandbox/index.js')).startSandbox(options);

const io: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: () => process.stdin,
  env: process.env,
  signal: stop.signal,
  startSandbox,
};

// A prompt waits for its status line: it does without the parser of all commands, which is half of the time.
const runFast = async (args: readonly string[]): Promise<number | undefined> =>
  args[0] === 'statusline'
    ? (await import('./commands/statusline-alone.js')).runStatusline(io, args.slice(1))
    : undefined;

const args = process.argv.slice(2);
const code = (await runFast(args)) ?? (await (await import('./program.js')).run(args, io));

// Kept connections to servers would hold the process open; what was written is waited for first.
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) resolve();
    else stream.write('', () => resolve());
  });
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(code);
