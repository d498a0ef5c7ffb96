import { expect } from 'chai';
import { Subject } from 'rxjs';
import { messageOf, OPEN, ROWS, rowsAfter, tableOf, timeIn } from '../../bench/lib/gateway.mjs';
import type { Body } from '../../src/node/gateway/body.js';
import { readMessage } from '../../src/node/gateway/read-message.js';
import { ROW_KEYS } from '../../src/node/gateway/row-keys.js';
import { SharedView } from '../../src/node/gateway/shared-view.js';

describe('bench: what the gateway and the bare loop send', () => {
  const viewed = (): { values: Subject<unknown>; sent: (string | undefined)[] } => {
    const values = new Subject<unknown>();
    const sent: (string | undefined)[] = [];
    const view = new SharedView(values, ROW_KEYS.spend, () => undefined);
    view.enter({
      changed: (patch: Body | undefined) => sent.push((patch ?? view.body)?.withId(1).toString()),
      ended: () => undefined,
    });
    return { values, sent };
  };

  it('is the same, byte by byte', () => {
    const { values, sent } = viewed();
    let rows = rowsAfter([], 0);
    values.next(tableOf(rows));
    const bare: string[] = [];
    for (let turn = 1; turn <= 20; turn += 1) {
      rows = rowsAfter(rows, turn);
      values.next(tableOf(rows));
      bare.push(messageOf(rows, turn).toString());
    }
    expect(sent.slice(1)).to.deep.equal(bare);
  });

  it('a turn changes a tenth of the rows and leaves the other objects as they are', () => {
    const before = rowsAfter([], 0);
    const after = rowsAfter(before, 3);
    const changed = after.flatMap((row, at) => (row === before[at] ? [] : [at]));
    expect(changed).to.deep.equal([3, 13, 23, 33, 43, 53, 63, 73, 83, 93]);
    expect(after).to.have.length(ROWS);
  });

  it('the time that a table carries is read from the message', () => {
    const { values, sent } = viewed();
    const rows = rowsAfter([], 0);
    values.next(tableOf(rows));
    values.next(tableOf(rows, '123456789012345678'));
    expect(sent.map((text) => timeIn(Buffer.from(text ?? '')))).to.deep.equal([
      undefined,
      123_456_789_012_345_678n,
    ]);
  });

  it('a message without a time has none', () => {
    for (const text of ['', '{"beat":"2026-11-28T12:00:00.000Z"}', '{"from":"', '{"from":"soon"}'])
      expect(timeIn(Buffer.from(text)), text).to.be.undefined;
  });

  it('what clients ask for is a message of the protocol', () => {
    expect(readMessage(OPEN)).to.deep.include({ type: 'open', id: 1, view: 'spend' });
  });
});
