import { spawn } from 'node:child_process';

/** A hang must not look like work: no step of this repository needs longer, on any machine that we know of. */
const HANG_MS = 30 * 60_000;

/** What an outer `npm` leaves in the environment, and what would steer an inner one into the wrong folder. */
const OUTER_NPM =
  /^(npm_(lifecycle|package)_|npm_config_(local_prefix|prefix|dry_run|json|omit|include)$|INIT_CWD$)/i;

/** The environment for a child: as ours, without the traces of the `npm` that started us. */
export const cleanEnv = (extra = {}) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER_NPM.test(name))),
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  ...extra,
});

const live = new Set();

const killGroup = (pid) => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
};

// Children lead groups of their own, so an interrupt of ours does not reach them by itself.
process.on('exit', () => live.forEach(killGroup));
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

/**
 * Runs a command and resolves, never rejects, to `{ code, stdout, output }`; `output` holds both channels as they came.
 * The child leads a process group, so that a hang takes its own children along.
 */
export const run = (command, args, { cwd, env = cleanEnv(), timeoutMs = HANG_MS, onStart } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    if (child.pid !== undefined) live.add(child.pid);
    const stdout = [];
    const output = [];
    const kill = (reason) => {
      output.push(Buffer.from(`\n${reason}\n`));
      killGroup(child.pid);
    };
    const timer = setTimeout(() => kill(`killed after ${String(timeoutMs / 1000)} s`), timeoutMs);
    const settle = (code) => {
      clearTimeout(timer);
      live.delete(child.pid);
      resolve({ code, stdout: Buffer.concat(stdout).toString(), output: Buffer.concat(output).toString() });
    };
    child.stdout.on('data', (chunk) => {
      stdout.push(chunk);
      output.push(chunk);
    });
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => {
      output.push(Buffer.from(`${command}: ${error.message}\n`));
      settle(127);
    });
    child.on('close', (code, signal) => settle(code ?? (signal === null ? 1 : 128)));
    onStart?.({ kill });
  });
