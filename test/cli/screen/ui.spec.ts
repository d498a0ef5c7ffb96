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
    [['tab', 'tab', 'tab', 'tab', 'tab'], { pane: 'overview' }],
    [['shift-tab'], { pane: 'sources' }],
    [['right', 'left'], { pane: 'overview' }],
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
    [['r'], 'repaint'],
    [['e'], 'export'],
    [['/', 'q'], undefined],
  ];
  for (const [keys, act] of acts)
    it(`${keys.join(' ')} asks for ${String(act)}`, () => {
      expect(after(keys).act).to.equal(act);
    });

  it('without cost there is neither a chart nor an order of it', () => {
    const start = firstUi(false);
    expect(start.sort).to.deep.equal({ keys: 1, people: 1 });
    expect(after(['t', 't'], start).ui.measure).to.equal('tokens');
    expect(after(['tab', 's', 's', 's', 's'], start).ui.sort.keys).to.equal(1);
  });
});
