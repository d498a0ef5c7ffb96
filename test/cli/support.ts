import { pathToFileURL } from 'node:url';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { settingsOf } from '../../src/cli/accounts.js';
import type { Env, Io, Out } from '../../src/cli/io.js';
import { PROVIDERS } from '../../src/providers/names.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { programOf, type Scripts } from '../support/program.js';

/** A stream that keeps what is written to it. */
export class Capture extends Writable {
  text = '';
  readonly isTTY: boolean | undefined;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  onText: (text: string) => void = () => undefined;

  constructor(columns?: number) {
    super({ decodeStrings: false });
    this.isTTY = columns === undefined ? undefined : true;
    this.columns = columns;
    this.rows = columns === undefined ? undefined : 40;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    this.onText(this.text);
    done();
  }
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunConfig {
  readonly env?: Env;
  /** A terminal of so many columns; absent: a pipe. */
  readonly columns?: number;
  readonly errColumns?: number;
  /** Stops the command, as Ctrl-C does, when its output says so. */
  readonly until?: (out: string) => boolean;
  /** Stops the command, as Ctrl-C does. */
  readonly stopOn?: AbortSignal;
  /** Called with what was written to stderr so far. */
  readonly onErr?: (text: string) => void;
  readonly stdout?: Out;
  /** Called when the sandbox listens; the command goes on when a promise of its is settled. */
  readonly onSandbox?: (box: Sandbox) => unknown;
  /** Ends the command from outside. */
  readonly stop?: AbortController;
}

/** Runs a command line in this process, over a small sandbox where it asks for one. */
export const cli = async (args: readonly string[], config: RunConfig = {}): Promise<Ran> => {
  const { env = {}, columns, errColumns, until, onSandbox } = config;
  // Commands are imported when they run, and mocha has other classes for what is imported at the top of a spec: an error
  // of a command would be none to the program.
  const { run } = await import('../../src/cli/program.js');
  const { EXIT, Stopped } = await import('../../src/cli/exit.js');
  const [captured, stderr] = [new Capture(columns), new Capture(errColumns)];
  const { stop = new AbortController() } = config;
  const interrupt = (): void => {
    stop.abort(new Stopped(EXIT.interrupted));
  };
  captured.onText = (text) => {
    if (until?.(text) === true) interrupt();
  };
  config.stopOn?.addEventListener('abort', interrupt);
  stderr.onText = (text) => config.onErr?.(text);
  const io: Io = {
    stdout: config.stdout ?? captured,
    stderr,
    env,
    signal: stop.signal,
    startSandbox: async (options) => {
      const box = await startSandbox({ ...options, scale: 0.05 });
      await onSandbox?.(box);
      return box;
    },
  };
  const code = await run(args, io);
  return { code, out: captured.text, err: stderr.text };
};

/** The environment that leads to a sandbox. */
export const envOf = (box: Sandbox): Record<string, string> =>
  Object.fromEntries(
    PROVIDERS.flatMap((provider) => {
      const access: Readonly<Record<string, string>> = { ...box[provider] };
      return settingsOf(provider).flatMap(([option, variable]) => {
        const value = access[option];
        return value === undefined ? [] : [[variable, value] as const];
      });
    }),
  );

/** An address on which nobody listens: the system gives a port like this to no program that asks for any. */
export const CLOSED = 'http://127.0.0.1:2';

export interface Line {
  readonly provider: string;
  readonly endpoint: string;
  readonly item?: Readonly<Record<string, unknown>>;
  readonly sandbox?: boolean;
  readonly change?: string;
  readonly state?: string;
  readonly reason?: string;
}

/** The objects of NDJSON text. */
export const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** The rows of CSV text, by the names in its first line. */
export const csvIn = (text: string): Record<string, string>[] => {
  const lines: string[][] = [];
  const line: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted || (char !== ',' && char !== '\n')) cell += char;
    else {
      line.push(cell);
      cell = '';
      if (char === '\n') lines.push(line.splice(0));
    }
  }
  const [names = [], ...rows] = lines;
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
};

/** The script of the real program. */
export const programScript = async (): Promise<string> => (await programOf(MAIN)).script;

const MAIN = new URL('../../src/cli/main.ts', import.meta.url);

/** Starts the real program. */
export const start = async (
  args: readonly string[],
  env: Env = {},
  scripts: Scripts = 'one',
): Promise<ChildProcess> => {
  const { PATH } = process.env;
  const { script } = await programOf(MAIN, scripts);
  return spawn(process.execPath, [script, ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** Runs the real program to its end. */
export const spawned = async (args: readonly string[], env: Env = {}, scripts?: Scripts): Promise<Ran> => {
  const child = await start(args, env, scripts);
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
};

const ROOT = new URL('../../', import.meta.url).href;

/** What a process loads, as paths from the root; it runs with a report of its coverage. */
const loadedIn = async (run: (env: Env) => Promise<unknown>): Promise<readonly string[]> => {
  const reports = mkdtempSync(join(tmpdir(), 'headwater-'));
  try {
    await run({ NODE_V8_COVERAGE: reports });
    const urls = readdirSync(reports).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(reports, name), 'utf8')) as {
        readonly result: readonly { readonly url: string }[];
      };
      return result.map(({ url }) => url);
    });
    const own = `${pathToFileURL((await programOf(MAIN, 'each')).folder).href}/`;
    return urls.flatMap((url) => {
      if (url.startsWith(own)) return [url.slice(own.length).replace(/\.js$/, '.ts')];
      return url.startsWith(ROOT) ? [url.slice(ROOT.length)] : [];
    });
  } finally {
    rmSync(reports, { recursive: true });
  }
};

/** Runs the real program to its end, and returns the files and packages that it loaded, as paths from the root. */
export const loadedBy = (args: readonly string[], env: Env = {}): Promise<readonly string[]> =>
  loadedIn((report) => spawned(args, { ...env, ...report }, 'each'));

/** Runs command lines one after the other in one process, and returns what all of them loaded, as {@link loadedBy} does. */
export const loadedByAll = (lines: readonly (readonly string[])[]): Promise<readonly string[]> =>
  loadedIn(async (report) => {
    const { folder } = await programOf(MAIN, 'each');
    const program = pathToFileURL(join(folder, 'src/cli/program.js')).href;
    const script = `
      const { run } = await import(${JSON.stringify(program)});
      const { stdout, stderr } = process;
      const io = { stdout, stderr, env: {}, signal: new AbortController().signal };
      for (const args of ${JSON.stringify(lines)}) await run(args, io);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: { PATH: process.env['PATH'], ...report },
      stdio: 'ignore',
    });
    await once(child, 'close');
  });
