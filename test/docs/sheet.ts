import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programOf } from '../support/program.js';
import type { Snippet } from './extract.js';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A snippet that still runs then will not end: it awaits what never comes, or left a server open. */
const LIMIT_MS = 120_000;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script to its end, or until it has printed nothing for the time that is given. */
const execute = (script: string, args: readonly string[], cwd: string, silentMs?: number): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      // No variable of ours is handed on: a snippet never finds a key that happens to be set here.
      env: { PATH: process.env.PATH, HOME: cwd, TMPDIR: cwd, NO_COLOR: '1', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const limit = silentMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), silentMs);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      limit?.refresh();
      stdout.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      if (signal !== null)
        stderr.push(Buffer.from(`ended by ${signal}, ${String(LIMIT_MS / 1000)} s at most`));
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });

/**
 * What each of the scripts of one process did, from what the process printed: those that ended, in their order, and the one in
 * which the process ended, if there is one. Scripts after that one have not been run.
 */
export const outcomesOf = (mark: string, ran: Outcome, count: number): Outcome[] => {
  const stderr = ran.stderr.split(`${mark}\n`);
  const parts = ran.stdout.split(new RegExp(`${mark} (\\d+)\\n`));
  const ended = Array.from({ length: (parts.length - 1) / 2 }, (_, index) => ({
    code: Number(parts[2 * index + 1]),
    stdout: parts[2 * index] ?? '',
    stderr: stderr[index] ?? '',
  }));
  if (ended.length === count) return ended;
  return [...ended, { code: ran.code, stdout: parts.at(-1) ?? '', stderr: stderr.at(-1) ?? '' }];
};

/** Runs scripts in as few processes as they allow: one, if each of them lets its process end. */
export const runAll = async (scripts: readonly string[], cwd: string): Promise<Outcome[]> => {
  const { script } = await programOf(new URL('./runner.ts', import.meta.url));
  const outcomes: Outcome[] = [];
  while (outcomes.length < scripts.length) {
    const rest = scripts.slice(outcomes.length);
    const mark = `end-of-${randomUUID()}`;
    outcomes.push(...outcomesOf(mark, await execute(script, [mark, ...rest], cwd, LIMIT_MS), rest.length));
  }
  return outcomes;
};

/**
 * A folder outside the checkout in which the built package is installed under its own name, as a user has it: what the
 * snippets import is `dist`, through `exports`.
 */
const openFolder = (): string => {
  if (!existsSync(join(root, 'dist/src/index.js')))
    throw new Error('there is no dist/: run `npm run build` first');
  const folder = mkdtempSync(join(tmpdir(), 'headwater-docs-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  symlinkSync(root, join(modules, 'headwater'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        lib: ['ES2022', 'DOM'],
        types: ['node'],
        module: 'NodeNext',
        strict: true,
        skipLibCheck: true,
        // Each snippet is a program of its own, whether or not it imports anything.
        moduleDetection: 'force',
        rootDir: '.',
        outDir: 'out',
      },
      include: ['*.ts'],
    }),
  );
  return folder;
};

/** The text without blanks at the ends of its lines. */
export const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

export interface Sheet {
  /** What the compiler says of one snippet; empty when it is well-typed. */
  readonly diagnostics: (snippet: Snippet) => string;
  readonly outcome: (snippet: Snippet) => Outcome | undefined;
  readonly close: () => void;
}

const fileNames = (snippets: readonly Snippet[]): ReadonlyMap<Snippet, string> =>
  new Map(snippets.map((snippet) => [snippet, snippet.place.replace(/[^A-Za-z0-9]+/g, '_')]));

/** The part of the compiler's output that is about one file, and what is about none, with the lines that explain it. */
const diagnosticsOf = (output: string, start: string): string => {
  let ours = false;
  return output
    .split('\n')
    .filter((line) => {
      if (!line.startsWith(' ')) ours = line.startsWith(start) || line.startsWith('error');
      return ours;
    })
    .join('\n');
};

/**
 * Compiles all snippets in one program, then runs those that ask for it, in two processes side by side.
 *
 * @param beside files that the snippets may import, by their names.
 */
export const workThrough = async (
  snippets: readonly Snippet[],
  beside: Readonly<Record<string, string>> = {},
): Promise<Sheet> => {
  const folder = openFolder();
  for (const [name, text] of Object.entries(beside)) writeFileSync(join(folder, name), text);
  const names = fileNames(snippets);
  for (const [{ code }, name] of names) writeFileSync(join(folder, `${name}.ts`), `${code}\n`);

  const compiled = await execute(join(root, 'node_modules/typescript/bin/tsc'), ['-p', '.'], folder);
  const outcomes = new Map<Snippet, Outcome>();
  const run = async (chosen: readonly Snippet[]): Promise<void> => {
    const scripts = chosen.map((snippet) => join('out', `${String(names.get(snippet))}.js`));
    const ran = await runAll(scripts, folder);
    chosen.forEach((snippet, index) => {
      const outcome = ran[index];
      if (outcome !== undefined) outcomes.set(snippet, outcome);
    });
  };
  const waiting = snippets.filter((snippet) => snippet.run);
  await Promise.all([0, 1].map((half) => run(waiting.filter((_, index) => index % 2 === half))));

  return {
    diagnostics: (snippet) => diagnosticsOf(compiled.stdout, `${String(names.get(snippet))}.ts(`),
    outcome: (snippet) => outcomes.get(snippet),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** The pages whose snippets are checked: README.md and the guide, in a stable order. */
export const pages = (): string[] => {
  const guide = existsSync(join(root, 'docs'))
    ? readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md') && !name.startsWith('api'))
        .map((name) => join('docs', name))
    : [];
  return ['README.md', ...guide.sort()]
    .filter((page) => existsSync(join(root, page)))
    .map((page) => relative('.', page));
};
