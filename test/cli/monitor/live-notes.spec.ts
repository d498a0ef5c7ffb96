import { expect } from 'chai';
import { Notes } from '../../../src/cli/monitor/live-notes.js';
import { Capture } from '../support.js';

describe('what a running monitor says on stderr', () => {
  const set = (isDrawn: boolean) => {
    const stderr = new Capture();
    let now = 0;
    const notes = new Notes({ stderr }, isDrawn, () => now);
    return { stderr, notes, pass: (ms: number) => void (now += ms) };
  };

  it('is said at once, the same not more than once a minute, and without codes for the terminal', () => {
    const { stderr, notes, pass } = set(false);
    notes.failed(new Error('away\u001b[2J'));
    pass(59_999);
    notes.failed(new Error('away\u001b[2J'));
    notes.failed(new Error('other'));
    expect(stderr.text.split('\n')).to.have.length(3);
    expect(stderr.text)
      .to.match(/^headwater: away.*\nheadwater: other\n$/)
      .and.not.include('\u001b');
    pass(1);
    notes.failed(new Error('other'));
    notes.failed(new Error('away\u001b[2J'));
    expect(stderr.text.split('\n')).to.have.length(4);
  });

  it('waits while the terminal is drawn on, and is said once when it is given back', () => {
    const { stderr, notes, pass } = set(true);
    notes.failed(new Error('away'));
    pass(120_000);
    notes.failed(new Error('away'));
    expect(stderr.text).to.equal('');
    notes.close();
    notes.close();
    expect(stderr.text).to.equal('headwater: away\n');
  });
});
