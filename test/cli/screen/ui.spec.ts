import { expect } from 'chai';
import { firstUi, reduce, type Act, type Ui } from '../../../src/cli/screen/ui.js';

const reach = { rows: 30, page: 10 };

const after = (
  keys: readonly string[],
  start: Ui = firstUi(),
  within = reach,
): { ui: Ui; act: Act | undefined } => {
  let [ui, act] = [start, undefined as Act | undefined];
  for (const key of keys) {
    const step = reduce(ui, key, within);
    ui = step.ui;
    act = step.act;
  }
  return { ui, act };
};

describe('what keys do on the screen', () => {
  const cases: readonly (readonly [keys: readonly string[], changes: Partial<Ui>])[] = [
    [['tab'], { pane: 'keys' }],
    [['tab', 'tab', 'tab', 'tab', 'tab', 'tab'], { pane: 'overview' }],
    [['tab', 'tab', 'tab'], { pane: 'limits' }],
    [['shift-tab'], { pane: 'sources' }],
    [['left', 'right'], {}],
    [['f'], { pane: 'findings' }],
    [['1'], { window: '60m' }],
    [['5'], { window: 'month' }],
    [['g', 'm'], { by: 'model', mode: 'browse' }],
    [['tab', 'g', 'j'], { by: 'project', pane: 'overview' }],
    [['g', 'x'], { by: 'key', mode: 'browse' }],
    [['t'], { measure: 'requests' }],
    [['t', 't', 't'], { measure: 'tokens' }],
    [['tab', 's'], { pane: 'keys', sort: { keys: 1, people: 0 } }],
    [['tab', 's', 's', 's', 's', 's'], { pane: 'keys', sort: { keys: 0, people: 0 } }],
    [['s'], { notice: 'those who spend most come first; s sorts keys and people' }],
    [['s', 'down'], { notice: undefined }],
    [['/', 'a', 'é', ' ', '日', 'backspace'], { filter: 'aé ', mode: 'filter' }],
    [['/', 'q', 'enter'], { filter: 'q', mode: 'browse' }],
    [['/', 'q', 'escape'], { filter: '', mode: 'browse' }],
    [['/', 'q', 'enter', 'escape'], { filter: '', mode: 'browse' }],
    [['/', 'tab', 'f1', '\u007f', '\u0007'], { filter: '', mode: 'filter' }],
    [[' '], { isPaused: true }],
    [[' ', ' '], { isPaused: false }],
    [['?'], { mode: 'help' }],
    [['?', '?'], { mode: 'browse' }],
    [['?', 'escape'], { mode: 'browse' }],
    [['enter'], { mode: 'detail' }],
    [['enter', 'tab'], { mode: 'browse', pane: 'keys' }],
    [['x', 'ü', ''], {}],
  ];
  for (const [keys, changes] of cases)
    it(keys.map((key) => (key === ' ' ? 'space' : JSON.stringify(key))).join(' '), () => {
      const { ui } = after(keys);
      expect(ui).to.deep.equal({ ...firstUi(), selected: ui.selected, ...changes });
    });

  const moves: readonly (readonly [keys: readonly string[], selected: number])[] = [
    [['down', 'down', 'up'], 1],
    [['up'], 0],
    [['pagedown', 'pagedown', 'pagedown', 'pagedown'], 29],
    [['end', 'pageup'], 19],
    [['end', 'home'], 0],
    [['down', '/', 'a'], 0],
  ];
  for (const [keys, selected] of moves)
    it(`${keys.join(' ')} selects row ${String(selected)}`, () => {
      expect(after(keys).ui.selected.overview).to.equal(selected);
    });

  it('a selection behind the last row moves from the last row', () => {
    const far = after(['end']).ui;
    expect(after(['up'], far, { rows: 5, page: 2 }).ui.selected.overview).to.equal(3);
    expect(after(['down', 'enter'], firstUi(), { rows: 0, page: 2 }).ui).to.deep.include({ mode: 'browse' });
  });

  const acts: readonly (readonly [keys: readonly string[], act: Act | undefined])[] = [
    [['q'], 'quit'],
    [['ctrl-c'], 'interrupt'],
    [['/', 'ctrl-c'], 'interrupt'],
    [['ctrl-z'], 'suspend'],
    [['r'], 'refresh'],
    [['ctrl-l'], 'repaint'],
    [['e'], 'export'],
    [['/', 'q'], undefined],
  ];
  for (const [keys, act] of acts)
    it(`${keys.join(' ')} asks for ${String(act)}`, () => {
      expect(after(keys).act).to.equal(act);
    });

  const MINUTE = 60_000;
  const charted = { ...reach, steps: { from: 600_000, stepMs: MINUTE, count: 5 } };
  const last = 600_000 + 4 * MINUTE;
  const steps: readonly (readonly [keys: readonly string[], step: number | undefined])[] = [
    [['left'], last],
    [['right'], last],
    [['left', 'left', 'left'], last - 2 * MINUTE],
    [['left', 'left', 'right', 'right', 'right'], last],
    [Array.from({ length: 9 }, () => 'left'), last - 4 * MINUTE],
    [['left', 'escape'], undefined],
    [['left', '1'], undefined],
    [['left', 't'], last],
    [['tab', 'left'], undefined],
    [['?', 'left'], undefined],
  ];
  for (const [keys, step] of steps)
    it(`${keys.join(' ')} looks at ${step === undefined ? 'no step' : `the step at ${String(step)}`} of the chart`, () => {
      expect(after(keys, firstUi(), charted).ui.step).to.equal(step);
    });

  it('a step that time has left behind moves to the oldest that is there', () => {
    const then = after(['left'], firstUi(), charted).ui;
    const later = { ...charted, steps: { ...charted.steps, from: 600_000 + 60 * MINUTE } };
    expect(after(['left'], then, later).ui.step).to.equal(later.steps.from);
  });

  it('escape first leaves the step, then the filter', () => {
    const { ui } = after(['/', 'a', 'enter', 'left', 'escape'], firstUi(), charted);
    expect(ui).to.include({ filter: 'a', step: undefined });
    expect(after(['escape'], ui, charted).ui.filter).to.equal('');
  });

  it('enter opens and closes the group that a row represents, and no detail', () => {
    const grouped = { ...reach, group: 'high key.old' };
    const opened = after(['f', 'enter'], firstUi(), grouped).ui;
    expect(opened).to.deep.include({ opened: ['high key.old'], mode: 'browse' });
    expect(after(['enter'], opened, grouped).ui.opened).to.deep.equal([]);
  });

  it('without cost there is neither a chart nor an order of it', () => {
    const start = firstUi(false);
    expect(start.sort).to.deep.equal({ keys: 1, people: 1 });
    expect(after(['t', 't'], start).ui.measure).to.equal('tokens');
    expect(after(['tab', 's', 's', 's', 's'], start).ui.sort.keys).to.equal(1);
  });
});
