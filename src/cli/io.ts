import type { Writable } from 'node:stream';
import type { startSandbox } from '../sandbox/index.js';

/** A stream to print to, which may be a terminal. */
export type Out = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

/** The environment variables of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What a command meets of the world. */
export interface Io {
  readonly stdout: Out;
  readonly stderr: Out;
  readonly env: Env;
  /** Aborted, with a {@link Stopped} as its reason, when the command has to end. */
  readonly signal: AbortSignal;
  readonly startSandbox: typeof startSandbox;
}
