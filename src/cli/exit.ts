/** What the exit code says; `findings` is that of `keys --findings`. */
export const EXIT = {
  ok: 0,
  usage: 1,
  findings: 1,
  partial: 2,
  failed: 3,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** The caller asked for something that cannot be: its message is all that is shown, and the exit code is 1. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command is over before its end, from outside: by a signal, or because nobody reads on. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly code: number;

  constructor(code: number) {
    super('stopped');
    this.code = code;
  }
}
