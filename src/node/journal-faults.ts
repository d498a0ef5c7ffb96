/** Something that a journal came upon. */
export interface JournalFault {
  /**
   * - `torn`: the last line of a log was not written to its end, as after `kill -9`; nothing that was emitted is lost
   * - `damaged`: a baseline, or a line that is not the last one, was changed by something else; it is passed over
   * - `failed`: the file system, or Redis, refused; the monitor tries again every second, and emits changes when they are safe
   */
  readonly kind: 'torn' | 'damaged' | 'failed';
  /** The file, or the key in Redis. */
  readonly path: string;
  /** The line, from 1. */
  readonly line?: number;
  /** What was thrown; absent where the fault is what was read. */
  readonly cause?: unknown;
}

const MESSAGES: Readonly<Record<JournalFault['kind'], string>> = {
  torn: 'its last line was not written to its end; it is left out',
  damaged: 'it is damaged; what cannot be read is left out',
  failed: 'it cannot be read or written; the monitor tries again',
};

/** Reports what a journal came upon as a warning of the process, with a code. */
const warn = ({ kind, path, line, cause }: JournalFault): void => {
  const where = line === undefined ? path : `${path}, line ${String(line)}`;
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  process.emitWarning(`Journal ${where}: ${MESSAGES[kind]}${why}.`, {
    type: 'HeadwaterJournal',
    code: `HEADWATER_JOURNAL_${kind.toUpperCase()}`,
  });
};

/** What one journal reports: of the failures in a row, the first. */
export class JournalFaults {
  #isFailing = false;

  constructor(private readonly onFault: (fault: JournalFault) => void = warn) {}

  report(fault: JournalFault): void {
    this.onFault(fault);
  }

  /** Runs what touches the store; every failure is thrown. */
  async guard<A>(path: string, work: () => Promise<A>): Promise<A> {
    try {
      const result = await work();
      this.#isFailing = false;
      return result;
    } catch (cause) {
      if (!this.#isFailing) this.report({ kind: 'failed', path, cause });
      this.#isFailing = true;
      throw cause;
    }
  }
}
