import type { Readable, Writable } from 'node:stream';
import type { startSandbox } from '../sandbox/index.js';

/** A stream to print to, which may be a terminal. */
export type Out = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

/** What is typed. */
export type In = Readable & {
  readonly isTTY?: boolean | undefined;
  readonly setRawMode?: ((isRaw: boolean) => unknown) | undefined;
};

/** The environment variables of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What a command meets of the world. */
export interface Io {
  readonly stdout: Out;
  readonly stderr: Out;
  /** Opens what is typed; what is never asked for is never opened. Absent: nothing is typed. */
  readonly stdin?: (() => In) | undefined;
  readonly env: Env;
  /** Aborted, with a {@link Stopped} as its reason, when the command has to end. */
  readonly signal: AbortSignal;
  readonly startSandbox: typeof startSandbox;
}
