import { fork, type ChildProcess } from 'node:child_process';
import type { WorkerEvent } from '../../../src/cluster/index.js';
import { programOf } from '../../support/program.js';
import type { WorkerOrder } from './worker-child.js';

const CLOCK = new URL('wrong-clock.mjs', import.meta.url).href;

let script = '';

/** Compiles the program of a worker: before the first of them starts. */
export const compileWorker = async (): Promise<void> => {
  script = (await programOf(new URL('worker-child.ts', import.meta.url))).script;
};

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly ready: Promise<void>;
  readonly events: WorkerEvent[];
  /** Kills it at once, as a machine dies. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Stops it for a while, as a machine does that is suspended; it knows nothing of it. */
  suspend(): void;
  /** It goes on where it was. */
  resume(): void;
  /** Resolves to its exit code. */
  end(): Promise<number | null>;
}

const live = new Set<ChildProcess>();
process.on('exit', () => live.forEach((child) => child.kill('SIGKILL')));

const over = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

/** @param offMs by how much its clock is wrong, in milliseconds */
export const startProcess = (order: WorkerOrder, offMs = 0): WorkerProcess => {
  const child = fork(script, [JSON.stringify(order)], {
    execArgv: ['--import', CLOCK],
    env: { ...process.env, CLOCK_OFF_MS: String(offMs) },
  });
  live.add(child);
  child.once('exit', () => live.delete(child));
  const events: WorkerEvent[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: WorkerEvent | { readonly type: 'ready' }) => {
      if (message.type === 'ready') resolve();
      else events.push(message);
    });
    child.once('exit', (code) =>
      reject(new Error(`a worker ended with ${String(code)} before it was ready`)),
    );
  });
  // One that is killed while it starts is no fault.
  ready.catch(() => undefined);
  return {
    ready,
    events,
    kill: async () => {
      child.kill('SIGKILL');
      await over(child);
    },
    suspend: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    end: () => {
      child.kill('SIGTERM');
      return over(child);
    },
  };
};
