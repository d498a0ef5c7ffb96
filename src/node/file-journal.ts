import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { checkCap, checkCount } from '../../operators/internal/check.js';
import { ConfigError } from '../http/errors.js';
import type { BaselineHead, BaselineLine, Journal, JournalEntry, Saved } from '../monitor/journal.js';
import { createWriter, MOST_MODE, sweep, syncDirectory, unlessMissing, unlessThere } from './files.js';
import { JournalFaults, type JournalFault } from './journal-faults.js';
import { encodeBaseline, END_LENGTH, endLine, entryLine, linesOf, parseEntry } from './journal-lines.js';

/** How {@link fileJournal} writes. */
export interface FileJournalOptions {
  /** Whether an entry is on the disk before its changes are emitted. `false` survives a crash of the process, not of the machine. Default true. */
  readonly fsync?: boolean | undefined;
  /** Mode of the files. Default `0o600`: read and written by their owner alone. */
  readonly mode?: number | undefined;
  /** A log that is longer, in bytes, is followed by another. Default 8 MiB. */
  readonly rotateBytes?: number | undefined;
  /** Called with what the journal came upon. Default: a warning of the process. A file system that refuses is reported once until it works again. */
  readonly onFault?: ((fault: JournalFault) => void) | undefined;
}

/** A journal of files, with Promises. */
export interface FileJournal extends Journal {
  load(): Promise<Saved>;
  append(entries: readonly JournalEntry[]): Promise<void>;
  save(baseline: Iterable<BaselineLine>): Promise<void>;
  /** Returns the head of the last baseline, with the overview of its moment, without a look at the rest; undefined where there is none. */
  head(): Promise<BaselineHead | undefined>;
}

const ROTATE_BYTES = 8 << 20;
const BASELINE = 'baseline.ndjson';
const LOG = /^log\.\d{15}\.\d{6}\.ndjson$/;

/** Logs sort by the first entry in them, and those that begin with the same by when they were begun. */
const logName = (seq: number, attempt: number): string =>
  `log.${String(seq).padStart(15, '0')}.${String(attempt).padStart(6, '0')}.ndjson`;

/** Whether the sum at the end of a baseline is that of what comes before. */
const isIntact = async (path: string, size: number): Promise<boolean> => {
  const length = size - END_LENGTH;
  if (length < 0) return false;
  let sum = 0;
  let end = '';
  let at = 0;
  for await (const block of createReadStream(path) as AsyncIterable<Buffer>) {
    const inside = Math.max(0, Math.min(block.length, length - at));
    sum = crc32(block.subarray(0, inside), sum);
    end += block.toString('latin1', inside);
    at += block.length;
  }
  return end === endLine(sum);
};

function* parseBaseline(path: string): Generator<BaselineLine> {
  for (const { text } of linesOf(path)) {
    const line = JSON.parse(text) as BaselineLine;
    if (line.type !== 'end') yield line;
  }
}

class Files implements FileJournal {
  readonly #write: ReturnType<typeof createWriter>;
  /** Logs, and the last entry in each that was read or written here. */
  readonly #logs = new Map<string, number>();
  #current: { readonly name: string; bytes: number } | undefined;
  readonly #faults: JournalFaults;

  constructor(
    private readonly directory: string,
    private readonly options: FileJournalOptions,
  ) {
    this.#write = createWriter(directory, options);
    this.#faults = new JournalFaults(options.onFault);
  }

  get #baseline(): string {
    return join(this.directory, BASELINE);
  }

  load(): Promise<Saved> {
    return this.#faults.guard(this.directory, async () => {
      await sweep(this.directory, BASELINE);
      const names = ((await readdir(this.directory).catch(unlessMissing)) ?? [])
        .filter((name) => LOG.test(name))
        .sort((a, b) => (a < b ? -1 : 1));
      const isThere = await this.#checkBaseline();
      return { baseline: isThere ? parseBaseline(this.#baseline) : undefined, entries: this.#entries(names) };
    });
  }

  /** A baseline that is damaged is moved aside, for somebody to look at. */
  async #checkBaseline(): Promise<boolean> {
    const path = this.#baseline;
    const size = (await stat(path).catch(unlessMissing))?.size;
    if (size === undefined) return false;
    if (await isIntact(path, size)) return true;
    await rename(path, `${path}.damaged`);
    this.#faults.report({ kind: 'damaged', path: `${path}.damaged` });
    return false;
  }

  *#entries(names: readonly string[]): Generator<JournalEntry> {
    for (const name of names) {
      const path = join(this.directory, name);
      let number = 0;
      // Held back by one: only the last line of a log may be torn.
      let broken = 0;
      this.#logs.set(name, 0);
      for (const { text, isWhole } of linesOf(path)) {
        if (broken > 0) this.#faults.report({ kind: 'damaged', path, line: broken });
        number += 1;
        const entry = isWhole ? parseEntry(text) : undefined;
        broken = entry === undefined ? number : 0;
        if (entry === undefined) continue;
        this.#logs.set(name, entry.seq);
        yield entry;
      }
      if (broken > 0) this.#faults.report({ kind: 'torn', path, line: broken });
    }
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    const [first] = entries;
    if (first === undefined) return;
    const { rotateBytes = ROTATE_BYTES } = this.options;
    const lines = Buffer.from(entries.map(entryLine).join(''));
    await this.#faults.guard(this.directory, async () => {
      const current = (this.#current ??= { name: await this.#begin(first.seq), bytes: 0 });
      // Whatever fails from here leaves a line that may be torn: what comes next goes into another log.
      this.#current = undefined;
      await this.#appendTo(join(this.directory, current.name), lines);
      this.#logs.set(current.name, entries.at(-1)?.seq ?? first.seq);
      current.bytes += lines.length;
      if (current.bytes < rotateBytes) this.#current = current;
    });
  }

  async #appendTo(path: string, lines: Uint8Array): Promise<void> {
    const { fsync = true, mode = 0o600 } = this.options;
    const handle = await open(path, 'a', mode);
    try {
      await handle.appendFile(lines);
      if (fsync) await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  /** Makes a log that is not there yet, and returns its name. */
  async #begin(seq: number): Promise<string> {
    const { fsync = true, mode = 0o600 } = this.options;
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    for (let attempt = 0; ; attempt += 1) {
      const name = logName(seq, attempt);
      const handle = await open(join(this.directory, name), 'ax', mode).catch(unlessThere);
      if (handle === undefined) continue;
      await handle.close();
      if (fsync) await syncDirectory(this.directory);
      return name;
    }
  }

  async save(baseline: Iterable<BaselineLine>): Promise<void> {
    // Read to its end now: a moment later it would be the state of another moment.
    const { blocks, seq } = encodeBaseline(baseline);
    await this.#faults.guard(this.#baseline, async () => {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await this.#write(BASELINE, blocks);
      this.#current = undefined;
      for (const [name, last] of [...this.#logs]) {
        if (last > seq) continue;
        await rm(join(this.directory, name), { force: true });
        this.#logs.delete(name);
      }
    });
  }

  async head(): Promise<BaselineHead | undefined> {
    let text = '';
    try {
      for await (const block of createReadStream(this.#baseline, 'utf8') as AsyncIterable<string>) {
        text += block;
        if (block.includes('\n')) break;
      }
    } catch (error) {
      unlessMissing(error);
    }
    return parseHead(text.slice(0, text.indexOf('\n')));
  }
}

const parseHead = (text: string): BaselineHead | undefined => {
  try {
    const line = JSON.parse(text) as BaselineLine;
    return line.type === 'head' && line.version === 1 ? (line as BaselineHead) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Returns a journal that keeps what a monitor knows in a directory: `baseline.ndjson`, which is replaced at once or not at all,
 * and logs of what came after it, to which entries are appended. With it a change over a restart is emitted once, also after
 * `kill -9`; without one, a monitor that starts again begins with a baseline of that moment.
 *
 * One monitor writes to a directory at a time; another process may read `head()`. Files hold names and e-mail addresses where
 * the providers' lists do, and never a secret.
 *
 * @param directory where the files are; made when the first one is written, for its owner alone
 * @param options see {@link FileJournalOptions}
 * @throws ConfigError at once for an empty directory name. The methods reject with the error of the file system.
 *
 * @example
 * const monitor = createMonitor([source], { journal: fileJournal('./data') });
 * const ready = monitor.credentials().pipe(filter(({ state }) => state === 'ready'));
 * console.log((await firstValueFrom(ready)).total);
 * monitor.close();
 * // 2
 */
export const fileJournal = (directory: string, options: FileJournalOptions = {}): FileJournal => {
  if (directory === '')
    throw new ConfigError({
      code: 'config-option-invalid',
      message: 'fileJournal: the directory is empty',
      advice: 'Name the directory for the journal.',
    });
  const { mode = 0o600, rotateBytes = ROTATE_BYTES } = options;
  checkCount('fileJournal', 'mode', mode, 0, MOST_MODE);
  checkCap('fileJournal', 'rotateBytes', rotateBytes);
  return new Files(directory, options);
};
