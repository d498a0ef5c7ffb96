import type { SendToSocket } from '../../../../src/node/gateway/send-to.js';

/** A socket that takes as much as a test lets it. */
export class FakeSocket implements SendToSocket {
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly closed: (number | undefined)[] = [];
  isTerminated = false;
  isReading = true;
  readonly #callbacks: [number, (() => void) | undefined][] = [];
  readonly #listeners = new Map<string, Set<() => void>>();

  /** The most that was ever queued. */
  mostQueued = 0;
  /** How many messages somebody wants to hear about when they have left. */
  announced = 0;

  send(data: string | Uint8Array, _?: unknown, sent?: () => void): void {
    const size = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
    this.sent.push(typeof data === 'string' ? data : Buffer.from(data).toString());
    if (sent !== undefined) this.announced += 1;
    if (this.isReading) {
      sent?.();
      return;
    }
    this.bufferedAmount += size;
    this.mostQueued = Math.max(this.mostQueued, this.bufferedAmount);
    this.#callbacks.push([size, sent]);
  }

  /** The other side reads some messages. */
  read(count = Infinity): void {
    for (const [size, sent] of this.#callbacks.splice(0, count)) {
      this.bufferedAmount -= size;
      sent?.();
    }
  }

  /** The other side reads everything from now on. */
  resume(): void {
    this.isReading = true;
    while (this.#callbacks.length > 0) this.read();
  }

  open(): void {
    this.readyState = 1;
    this.#emit('open');
  }

  close(code?: number): void {
    this.closed.push(code);
    this.readyState = 2;
  }

  /** The connection is gone. */
  lose(): void {
    this.readyState = 3;
    this.#emit('close');
  }

  terminate(): void {
    this.isTerminated = true;
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #emit(type: string): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener();
  }

  addEventListener(type: string, listener: () => void): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }

  removeEventListener(type: string, listener: () => void): void {
    this.#listeners.get(type)?.delete(listener);
  }
}
