import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';

/** Requests that end by themselves, and that no page would be in time for. */
const SHORT = ['--once', '--help', '-h'];

/** The lowest priority: the figures in the terminal come first. */
const POLITE = 19;

const politely = (child) => {
  try {
    if (child.pid !== undefined) setPriority(child.pid, POLITE);
  } catch {
    // It has ended already, or the system does not know priorities.
  }
};

/**
 * Runs `headwater monitor --sandbox` in this process, as if it had been called with the arguments, and builds the page in another
 * one meanwhile: the gateway looks for the page at each request. A build that fails is reported when the monitor has ended.
 *
 * @param load imports the program, which ends the process when it is done
 */
export const start = async ({ root, args, process, load = (file) => import(file), run = spawn }) => {
  if (!args.some((each) => SHORT.includes(each))) {
    const child = run(process.execPath, [join(root, 'scripts/page.mjs')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    politely(child);
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    child.on('error', (error) => (said += `${error.message}\n`));
    process.on('exit', () => {
      child.kill();
      if (said !== '') process.stderr.write(`headwater: the page was not built\n${said}`);
    });
  }
  const main = join(root, 'dist/src/cli/main.js');
  process.argv = [process.execPath, main, 'monitor', '--sandbox', ...args];
  await load(main);
};
