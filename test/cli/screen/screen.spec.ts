import { expect } from 'chai';
import { widthOf } from '../../../src/cli/output/width.js';
import { LEAVE } from '../../../src/cli/screen/painter.js';
import { projectKey, startOrganization, user } from '../organization.js';
import { programScript } from '../support.js';
import { inTerminal, screenOf, type InTerminal } from './pty.js';

/** An error that nobody catches, once the screen is there. */
const BREAK = `data:text/javascript,process.once('SIGUSR2', () => { throw new Error('broken on purpose'); })`;

describe('the screen in a terminal', function () {
  this.timeout(40_000);
  let close: () => Promise<void> = () => Promise.resolve();
  let terminal: InTerminal | undefined;
  afterEach(async () => {
    terminal?.kill();
    await close();
  });

  const started = async (
    columns: number,
    rows: number,
    node: readonly string[] = [],
  ): Promise<InTerminal> => {
    const org = await startOrganization({
      users: [user(1), user(2)],
      projects: ['p1'],
      projectKeys: { p1: [projectKey('prod-chat'), projectKey('pact\u001b[2J7')] },
    });
    ({ close } = org);
    const { NO_COLOR: _, ...env } = org.env;
    terminal = inTerminal({ columns, rows, env: { ...env, NO_COLOR: '1' } }, [
      process.execPath,
      ...node,
      await programScript(),
      ...['monitor', '--port', '0', '--interval', '1'],
    ]);
    await terminal.until((text) => screenOf(text).join('\n').includes('keys 2 active of 2'));
    return terminal;
  };
  const seen = (isThere: (lines: readonly string[]) => boolean) => (text: string) => isThere(screenOf(text));

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

  for (const columns of [60, 160])
    it(`fills ${String(columns)} columns; Ctrl-C gives the terminal back`, async () => {
      const there = await started(columns, 20);
      there.press('\u0003');
      const { text, code } = await there.ended();
      const lines = screenOf(text.replace(LEAVE, ''));
      expect(lines).to.have.length(20);
      expect(Math.max(...lines.map(widthOf))).to.be.at.most(columns);
      expect(lines[0]).to.match(/^ headwater /);
      expect(lines.at(-1)).to.match(/enter open/);
      expect(code).to.equal(130);
      expect(text.endsWith(LEAVE)).to.equal(true);
    });

  for (const [signal, code, ends] of [
    ['SIGTERM', 143, ''],
    ['SIGHUP', 129, ''],
    // What went wrong is printed on the screen that stays.
    ['SIGUSR2', 1, 'broken on purpose'],
  ] as const)
    it(`${signal} gives the terminal back`, async () => {
      const pid = `data:text/javascript,process.stderr.write('pid ' + process.pid + ';')`;
      const there = await started(80, 24, ['--import', BREAK, '--import', pid]);
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
