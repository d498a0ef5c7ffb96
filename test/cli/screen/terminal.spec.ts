import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { NEVER, of, throwError } from 'rxjs';
import { ENTER, LEAVE, painter } from '../../../src/cli/screen/painter.js';
import { keysOf, onScreen } from '../../../src/cli/screen/terminal.js';
import { Capture } from '../support.js';

describe('the painter', () => {
  it('writes only lines that differ, and wipes those that are gone', () => {
    const { paint, reset } = painter();
    expect(paint(['a', 'b', 'c'])).to.equal(
      '\u001b[1;1H\u001b[2Ka\u001b[2;1H\u001b[2Kb\u001b[3;1H\u001b[2Kc',
    );
    expect(paint(['a', 'B', 'c'])).to.equal('\u001b[2;1H\u001b[2KB');
    expect(paint(['a', 'B', 'c'])).to.equal('');
    expect(paint(['a'])).to.equal('\u001b[2;1H\u001b[2K\u001b[3;1H\u001b[2K');
    reset();
    expect(paint(['a'])).to.equal('\u001b[1;1H\u001b[2Ka');
  });
});

describe('the other screen of a terminal', () => {
  const ends: readonly (readonly [name: string, end: (process: EventEmitter, leave: () => void) => void])[] =
    [
      ['is left when nobody looks any more', (_process, leave) => leave()],
      [
        'is left before an error that nobody catches is printed',
        (process) => process.emit('uncaughtExceptionMonitor'),
      ],
      ['is left when the process ends', (process) => process.emit('exit')],
    ];
  for (const [name, end] of ends)
    it(name, () => {
      const out = new Capture(80);
      const process = new EventEmitter();
      const subscription = onScreen(out, process as never, (screen) => {
        screen.write('x');
        return NEVER;
      }).subscribe();
      end(process, () => {
        subscription.unsubscribe();
      });
      expect(out.text).to.equal(`${ENTER}x${LEAVE}`);
      subscription.unsubscribe();
      expect(out.text).to.equal(`${ENTER}x${LEAVE}`);
      expect(process.eventNames()).to.deep.equal([]);
    });

  for (const [name, work] of [
    ['an error', throwError(() => new Error('broken'))],
    ['the end', of(1)],
  ] as const)
    it(`is left at ${name} of what runs on it`, () => {
      const out = new Capture(80);
      const process = new EventEmitter();
      onScreen(out, process as never, () => work).subscribe({ error: () => undefined });
      expect(out.text).to.equal(ENTER + LEAVE);
      expect(process.eventNames()).to.deep.equal([]);
    });
});

describe('keys of a terminal', () => {
  for (const [bytes, name] of [
    ['a', 'a'],
    ['?', '?'],
    [' ', ' '],
    ['日', '日'],
    ['\r', 'enter'],
    ['\t', 'tab'],
    ['\u001b[Z', 'shift-tab'],
    ['\u001b[A', 'up'],
    ['\u001b[5~', 'pageup'],
    ['\u001b[H', 'home'],
    ['\u007f', 'backspace'],
    ['\u0003', 'ctrl-c'],
    ['\u001a', 'ctrl-z'],
    ['\u000c', 'ctrl-l'],
  ] as const)
    it(`${JSON.stringify(bytes)} is ${name}`, async () => {
      const input = new PassThrough();
      const raw: boolean[] = [];
      const terminal = Object.assign(input, { isTTY: true, setRawMode: (isRaw: boolean) => raw.push(isRaw) });
      const pressed = await new Promise((resolve) => {
        const subscription = keysOf(terminal).subscribe((key) => {
          subscription.unsubscribe();
          resolve(key);
        });
        input.write(bytes);
      });
      expect(pressed).to.equal(name);
      expect(raw).to.deep.equal([true, false]);
    });
});
