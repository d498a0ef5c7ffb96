import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What Node exits with when a program awaits what never comes. */
const NEVER_SETTLED = 13;

/**
 * Runs scripts one after another in this process: to load the package takes longer than to run a snippet of it. The next begins
 * where the one before would have ended its process, when nothing is left that keeps Node alive, so that each is still shown to
 * let go of its sockets and timers. What ends the process earlier (an error that nobody catches, `process.exit`) is for the
 * parent to see: it starts the rest again.
 */
const [program = '', , mark = '', ...scripts] = process.argv;
const environment = { ...process.env };

interface Running {
  settled: boolean;
}
let running: Running | undefined;

const next = (): void => {
  const script = scripts.shift();
  if (script === undefined) return;
  process.env = { ...environment };
  process.exitCode = undefined;
  process.argv = [program, script];
  const begun: Running = { settled: false };
  running = begun;
  void import(pathToFileURL(resolve(script)).href).then(() => {
    begun.settled = true;
  });
};

process.on('beforeExit', () => {
  if (running === undefined) return;
  if (!running.settled) process.exit(NEVER_SETTLED);
  running = undefined;
  // The mark parts what one snippet printed from what the next does, in both streams.
  process.stdout.write(`${mark} ${String(process.exitCode ?? 0)}\n`);
  process.stderr.write(`${mark}\n`);
  process.exitCode = undefined;
  next();
});
next();
