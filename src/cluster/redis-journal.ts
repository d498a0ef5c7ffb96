import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Redis } from 'ioredis';
import { ConfigError } from '../http/errors.js';
import type { BaselineHead, BaselineLine, Journal, JournalEntry, Saved } from '../monitor/journal.js';
import { JournalFaults, type JournalFault } from '../node/journal-faults.js';
import { encodeBaseline, endLine, entryLine, parseEntry } from '../node/journal-lines.js';
import { checkKey, keysOf } from './keys.js';

/** Where {@link redisJournal} writes. */
export interface RedisJournalConfig {
  /** A connection; it is shared, and never closed here. */
  readonly redis: Redis;
  /** Names the journal. One monitor writes to it at a time; a second one takes it over. */
  readonly key: string;
  /** The beginning of all keys. Default `headwater`. */
  readonly prefix?: string | undefined;
  /** Called with what the journal came upon; `path` is the key in Redis. Default: a warning of the process. */
  readonly onFault?: ((fault: JournalFault) => void) | undefined;
}

/** A journal in Redis, with Promises. */
export interface RedisJournal extends Journal {
  load(): Promise<Saved>;
  append(entries: readonly JournalEntry[]): Promise<void>;
  save(baseline: Iterable<BaselineLine>): Promise<void>;
  /** Returns the head of the last baseline, with the overview of its moment; undefined where there is none. */
  head(): Promise<BaselineHead | undefined>;
}

/** KEYS writer, log; ARGV the writer, then (seq, line) pairs. Who was replaced writes no more. */
const APPEND = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #ARGV, 2 do redis.call('ZADD', KEYS[2], ARGV[i], ARGV[i + 1]) end
return 1
`;

/** KEYS writer, the new baseline; ARGV the writer, how many blocks it has, the next one. A command that was sent twice is done once. */
const ADD = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local length = redis.call('LLEN', KEYS[2])
if length == tonumber(ARGV[2]) then redis.call('RPUSH', KEYS[2], ARGV[3])
elseif length ~= tonumber(ARGV[2]) + 1 then return -1 end
return 1
`;

/** KEYS writer, log, baseline, the new one; ARGV the writer, the last entry that the new one holds, its last block. */
const REPLACE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if redis.call('EXISTS', KEYS[4]) == 0 then return redis.call('LINDEX', KEYS[3], -1) == ARGV[3] and 1 or -1 end
redis.call('RENAME', KEYS[4], KEYS[3])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2])
return 1
`;

const replaced = (key: string): ConfigError =>
  new ConfigError({
    code: 'config-conflict',
    message: `another monitor writes to the journal ${key} now`,
    advice: 'Give each monitor a journal with a key of its own.',
  });

const isIntact = (blocks: readonly Buffer[]): boolean => {
  const sum = blocks.slice(0, -1).reduce((before, block) => crc32(block, before), 0);
  return blocks.at(-1)?.toString('latin1') === endLine(sum);
};

function* linesIn(blocks: readonly Buffer[]): Generator<BaselineLine> {
  for (const block of blocks.slice(0, -1))
    for (const text of block.toString().split('\n')) if (text !== '') yield JSON.parse(text) as BaselineLine;
}

class Keys implements RedisJournal {
  readonly #writer = randomUUID();
  readonly #at: Readonly<Record<'writer' | 'log' | 'baseline' | 'next' | 'damaged', string>>;
  readonly #faults: JournalFaults;
  #isClaimed = false;

  constructor(private readonly config: RedisJournalConfig) {
    this.#faults = new JournalFaults(config.onFault);
    const base = keysOf(config.prefix).journal(config.key);
    this.#at = {
      writer: `${base}:writer`,
      log: `${base}:log`,
      baseline: `${base}:baseline`,
      next: `${base}:baseline.next`,
      damaged: `${base}:baseline.damaged`,
    };
  }

  #guarded<A>(path: string, work: () => Promise<A>): Promise<A> {
    return this.#faults.guard(path, async () => {
      if (!this.#isClaimed) await this.config.redis.set(this.#at.writer, this.#writer);
      this.#isClaimed = true;
      return work();
    });
  }

  load(): Promise<Saved> {
    const { redis } = this.config;
    return this.#guarded(this.#at.log, async () => {
      if ((await redis.del(this.#at.next)) > 0) this.#faults.report({ kind: 'torn', path: this.#at.next });
      const blocks = await redis.lrangeBuffer(this.#at.baseline, 0, -1);
      const isThere = blocks.length > 0 && (await this.#check(blocks));
      const lines = await redis.zrange(this.#at.log, '0', '-1');
      return { baseline: isThere ? linesIn(blocks) : undefined, entries: this.#entries(lines) };
    });
  }

  /** A baseline that is damaged is moved aside, for somebody to look at. */
  async #check(blocks: readonly Buffer[]): Promise<boolean> {
    if (isIntact(blocks)) return true;
    await this.config.redis.rename(this.#at.baseline, this.#at.damaged);
    this.#faults.report({ kind: 'damaged', path: this.#at.damaged });
    return false;
  }

  *#entries(lines: readonly string[]): Generator<JournalEntry> {
    for (const [at, line] of lines.entries()) {
      const entry = parseEntry(line);
      if (entry === undefined) this.#faults.report({ kind: 'damaged', path: this.#at.log, line: at + 1 });
      else yield entry;
    }
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const pairs = entries.flatMap((entry) => [String(entry.seq), entryLine(entry).trimEnd()]);
    await this.#guarded(this.#at.log, () => this.#script(APPEND, [this.#at.writer, this.#at.log], pairs));
  }

  async #script(script: string, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<void> {
    const done = await this.config.redis.eval(script, keys.length, ...keys, this.#writer, ...args);
    if (done === -1)
      throw new Error(`a part of the journal ${this.config.key} was lost while it was written to Redis`);
    if (done !== 1) throw replaced(this.config.key);
  }

  async save(baseline: Iterable<BaselineLine>): Promise<void> {
    // Read to its end now: a moment later it would be the state of another moment.
    const { blocks, seq } = encodeBaseline(baseline);
    const { writer, log, baseline: current, next } = this.#at;
    await this.#guarded(current, async () => {
      await this.config.redis.del(next);
      for (const [at, block] of blocks.entries())
        await this.#script(ADD, [writer, next], [String(at), Buffer.from(block)]);
      const end = Buffer.from(blocks.at(-1) ?? '');
      await this.#script(REPLACE, [writer, log, current, next], [String(seq), end]);
    });
  }

  async head(): Promise<BaselineHead | undefined> {
    const [block] = await this.config.redis.lrangeBuffer(this.#at.baseline, 0, 0);
    const text = block?.subarray(0, block.indexOf(0x0a)).toString() ?? '';
    try {
      const line = JSON.parse(text) as BaselineLine;
      return line.type === 'head' && line.version === 1 ? (line as BaselineHead) : undefined;
    } catch {
      return undefined;
    }
  }
}

/**
 * Returns a journal that keeps what a monitor knows in Redis: a baseline, replaced at once or not at all, and the entries after it,
 * each with a sum. With it a change over a restart is emitted once, on whichever machine the monitor starts again.
 *
 * Unlike `fileJournal`, a second monitor with the same key takes the journal over: the first one writes no more, and its `append`
 * rejects. It is as safe as Redis is: use an append-only file. It holds names and e-mail addresses where the providers' lists do, and
 * never a secret.
 *
 * @param config `redis` and `key` are required; `prefix`, `onFault`
 * @throws ConfigError at once for an empty key. The methods reject with the error of Redis.
 *
 * @example
 * ```ts no-run
 * const redis = await connectRedis('redis://127.0.0.1:6379');
 * const monitor = clusterMonitor({ redis, journal: redisJournal({ redis, key: 'gateway-1' }) });
 * ```
 */
export const redisJournal = (config: RedisJournalConfig): RedisJournal => {
  checkKey('redisJournal', config.key);
  return new Keys(config);
};
