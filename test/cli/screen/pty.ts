import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Env } from '../../../src/cli/io.js';

const PYTHON = `
import fcntl, os, pty, select, struct, sys, termios
columns, rows = int(sys.argv[1]), int(sys.argv[2])
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
    os.execvp(sys.argv[3], sys.argv[3:])
inputs = [0, fd]
while True:
    ready = select.select(inputs, [], [])[0]
    if 0 in ready:
        data = os.read(0, 4096)
        if data: os.write(fd, data)
        else: inputs.remove(0)
    if fd in ready:
        try: data = os.read(fd, 65536)
        except OSError: data = b''
        if not data: break
        os.write(1, data)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(code if code >= 0 else 128 - code)
`;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The command that runs another one in a terminal: that of util-linux, or Python where it is missing. */
const wrapped = (
  columns: number,
  rows: number,
  command: readonly string[],
): readonly [string, readonly string[]] => {
  const script = spawnSync('script', ['--version'], { encoding: 'utf8' });
  // Undefined, in spite of its type, where there is no such program.
  const { stdout } = script as { readonly stdout: string | null };
  if (stdout?.includes('util-linux')) {
    const line = `stty cols ${String(columns)} rows ${String(rows)}; exec ${command.map(quoted).join(' ')}`;
    return ['script', ['-qefc', line, '/dev/null']];
  }
  return ['python3', ['-c', PYTHON, String(columns), String(rows), ...command]];
};

/** A program in a terminal of its own. */
export interface InTerminal {
  /** Resolves when what was written so far passes a check. */
  until(isThere: (text: string) => boolean): Promise<void>;
  press(keys: string): void;
  /** Everything that was written, and the exit code. */
  ended(): Promise<{ readonly text: string; readonly code: number }>;
  kill(): void;
}

/** Starts a program in a terminal of a size. */
export const inTerminal = (
  { columns, rows, env }: { readonly columns: number; readonly rows: number; readonly env?: Env },
  command: readonly string[],
): InTerminal => {
  const { PATH } = process.env;
  const [file, args] = wrapped(columns, rows, command);
  const child = spawn(file, args, {
    env: { PATH, TERM: 'xterm', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    for (const listen of listeners) listen();
  });
  const closed = once(child, 'close');
  return {
    until: (isThere) =>
      new Promise((resolve, reject) => {
        const listen = (): void => {
          if (!isThere(text)) return;
          listeners.delete(listen);
          resolve();
        };
        listeners.add(listen);
        listen();
        void closed.then(() => {
          reject(new Error(`the program ended: ${text.slice(-500)}`));
        });
      }),
    press: (keys) => void child.stdin.write(keys),
    ended: async () => {
      const [code] = (await closed) as [number];
      return { text, code };
    },
    kill: () => child.kill('SIGKILL'),
  };
};

const ESC = '\u001b\\[';
const MOVE = new RegExp(`^${ESC}(\\d+);(\\d+)H`);
const OTHER = new RegExp(`^${ESC}[?\\d;]*[A-Za-z]`);

/** Returns the lines that a terminal shows after what was written to it, as far as this program uses one. */
export const screenOf = (text: string): readonly string[] => {
  let lines: string[] = [];
  let row = 0;
  for (let rest = text.slice(text.lastIndexOf('\u001b[?1049h')); rest !== '';) {
    const [move, at] = MOVE.exec(rest) ?? [];
    const [other] = move === undefined ? (OTHER.exec(rest) ?? []) : [];
    if (move !== undefined) row = Number(at) - 1;
    if (other?.endsWith('2K') === true) lines[row] = '';
    if (other?.endsWith('2J') === true) lines = [];
    const code = move ?? other;
    if (code === undefined) lines[row] = (lines[row] ?? '') + (rest[0] ?? '');
    rest = rest.slice(code?.length ?? 1);
  }
  return Array.from(lines, (line: string | undefined) => line ?? '');
};
