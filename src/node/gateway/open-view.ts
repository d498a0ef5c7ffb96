import type { Body } from './body.js';
import type { Gate } from './gate.js';
import type { SharedView, Viewer } from './shared-view.js';

/** Something that a client has open. */
export interface Open {
  /** Sends what waits, as far as the socket takes it; returns whether nothing waits any more. */
  flush(): boolean;
  close(): void;
}

/** What an open view needs of the client. */
export interface Line {
  readonly gate: Gate;
  /** The view will get nothing more: the monitor was closed. */
  ended(): void;
}

/** A view of one client. While the client is slow it is owed the newest value, however many there were. */
export class OpenView implements Open, Viewer {
  #isOwed = false;

  constructor(
    private readonly id: number,
    private readonly view: SharedView,
    private readonly line: Line,
  ) {}

  start(): void {
    this.view.enter(this);
  }

  close(): void {
    this.view.leave(this);
  }

  changed(patch: Body | undefined): void {
    if (this.#isOwed) return;
    const message = (patch ?? this.view.body)?.withId(this.id);
    if (message === undefined) return;
    if (this.line.gate.canTake(message.length)) this.line.gate.send(message);
    else this.#owe();
  }

  #owe(): void {
    this.#isOwed = true;
    this.line.gate.hold();
  }

  flush(): boolean {
    if (!this.#isOwed) return true;
    const message = this.view.body?.withId(this.id);
    if (message === undefined || !this.line.gate.canTake(message.length)) return false;
    this.#isOwed = false;
    this.line.gate.send(message);
    return true;
  }

  ended(): void {
    this.line.ended();
  }
}
