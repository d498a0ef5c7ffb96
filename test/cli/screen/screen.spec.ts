import { expect } from 'chai';
import { widthOf } from '../../../src/cli/output/width.js';
import type { Env } from '../../../src/cli/io.js';
import { ENTER, LEAVE } from '../../../src/cli/screen/painter.js';
import { projectKey, startOrganization, user } from '../organization.js';
import { programScript } from '../support.js';
import { inTerminal, screenOf, type InTerminal } from './pty.js';

/** An error that nobody catches, once the screen is there. */
const BREAK = `data:text/javascript,process.once('SIGUSR2', () => { throw new Error('broken on purpose'); })`;

/** Says which process it is, so that a signal can be sent to it. */
const PID = `data:text/javascript,process.stderr.write('pid ' + process.pid + ';')`;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

describe('the screen in a terminal', () => {
  let close: () => Promise<void> = () => Promise.resolve();
  let env: Env = {};
  const terminals: InTerminal[] = [];

  before(async () => {
    const org = await startOrganization({
      users: [user(1), user(2)],
      projects: ['p1'],
      projectKeys: { p1: [projectKey('prod-chat'), projectKey('pact\u001b[2J7')] },
    });
    ({ close } = org);
    env = { ...org.env, NO_COLOR: '1' };
  });
  after(async () => {
    for (const terminal of terminals) terminal.kill();
    await close();
  });

  const seen = (isThere: (lines: readonly string[]) => boolean) => (text: string) => isThere(screenOf(text));
  const isFilled = seen((lines) => lines.join('\n').includes('keys 2 active of 2'));

  const commandOf = async (node: readonly string[]): Promise<readonly string[]> => [
    ...[process.execPath, ...node, await programScript()],
    ...['monitor', '--port', '0', '--interval', '1'],
  ];

  const opened = (columns: number, rows: number, command: readonly string[]): InTerminal => {
    const terminal = inTerminal({ columns, rows, env }, command);
    terminals.push(terminal);
    return terminal;
  };

  const started = async (
    columns: number,
    rows: number,
    node: readonly string[] = [],
  ): Promise<InTerminal> => {
    const terminal = opened(columns, rows, await commandOf(node));
    await terminal.until(isFilled);
    return terminal;
  };

  it('shows panes and reacts to keys, each line in its place; q gives the terminal back', async () => {
    const there = await started(80, 24);
    there.press('\t');
    await there.until(seen((lines) => lines.some((line) => line.startsWith('› pact\\x1b[2J7'))));
    there.press('/');
    there.press('prod');
    await there.until(seen((lines) => lines.at(-1)?.startsWith(' / prod_') === true));
    there.press('\r');
    await there.until(seen((lines) => lines.at(-1)?.startsWith(' 1 of 1   filter "prod"') === true));
    there.press('?');
    await there.until(seen((lines) => lines.some((line) => line.includes('another pane'))));
    there.press('q');
    const { text, code } = await there.ended();
    expect(code).to.equal(0);
    expect(text.endsWith(LEAVE)).to.equal(true);
    expect(text.split('\u001b[?1049h')[0]).to.match(/serving on http:\/\/127\.0\.0\.1:\d+\r?\n$/);
    expect(screenOf(text.replace(LEAVE, ''))).to.have.length(24);
  });

  it('Ctrl-Z gives the terminal to the shell, and fg takes it again, at the size that it has then', async () => {
    const there = opened(80, 24, ['/bin/sh', '-i']);
    there.press(`${(await commandOf([])).map(quoted).join(' ')}\r`);
    await there.until(isFilled);
    there.press('\u001a');
    await there.until((text) => (text.split(LEAVE)[1] ?? '').includes('Stopped'));
    // What is typed is echoed and run by the shell: the program has given up its mode of the keyboard.
    there.press('echo "$((6 * 7)) there"; stty cols 160 rows 20; fg\r');
    await there.until((text) => (text.split(LEAVE)[1] ?? '').includes('42 there'));
    await there.until((text) => text.split(ENTER).length === 3 && isFilled(text));
    await there.until(seen((lines) => lines.length === 20 && lines.some((line) => widthOf(line) > 80)));
    there.press('\t');
    await there.until(seen((lines) => lines.some((line) => line.includes('[keys]'))));
    there.press('q');
    // Until the shell asks for the next command, what is typed is the program's.
    await there.until((text) => /[#$] $/.test(text.split(LEAVE)[2] ?? ''));
    there.press('exit\r');
    const { text } = await there.ended();
    const lines = screenOf(text.slice(0, text.lastIndexOf(LEAVE)));
    expect(lines).to.have.length(20);
    expect(Math.max(...lines.map(widthOf))).to.be.at.most(160);
    expect(lines[0]).to.match(/^ headwater .*q quit$/);
    expect(lines.at(-1)).to.match(/enter open/);
  });

  it('fills 60 columns; Ctrl-C gives the terminal back', async () => {
    const there = await started(60, 20);
    there.press('\u0003');
    const { text, code } = await there.ended();
    const lines = screenOf(text.replace(LEAVE, ''));
    expect(lines).to.have.length(20);
    expect(Math.max(...lines.map(widthOf))).to.be.at.most(60);
    expect(lines[0]).to.match(/^ headwater /);
    expect(lines.at(-1)).to.match(/enter open/);
    expect(code).to.equal(130);
    expect(text.endsWith(LEAVE)).to.equal(true);
  });

  const signals = [
    ['SIGTERM', 143, ''],
    ['SIGHUP', 129, ''],
    // What went wrong is printed on the screen that stays.
    ['SIGUSR2', 1, 'broken on purpose'],
  ] as const;
  // They start side by side: most of the time of each goes into that.
  let signalled: readonly Promise<InTerminal>[] = [];
  before(() => {
    signalled = signals.map(() => started(80, 24, ['--import', BREAK, '--import', PID]));
  });
  for (const [at, [signal, code, ends]] of signals.entries())
    it(`${signal} gives the terminal back`, async () => {
      const there = (await signalled[at])!;
      let id = 0;
      await there.until((text) => (id = Number(/pid (\d+);/.exec(text)?.[1])) > 0);
      process.kill(id, signal);
      const ended = await there.ended();
      const [before, after = ''] = ended.text.split(LEAVE);
      expect(after).to.include(ends);
      expect(before).not.to.include('broken on purpose');
      if (ends === '') expect(after).to.equal('');
      expect(ended.code).to.equal(code);
    });
});
