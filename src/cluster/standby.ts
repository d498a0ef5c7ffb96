import { newerThanThis } from './version.js';

/** What is paused: a worker of BullMQ. */
interface Pausable {
  pause(doNotWaitActive: boolean): Promise<void>;
  resume(): void;
}

/** Takes no job while a newer program works on the same keys, and says so once. */
export class Standby {
  #version = 0;

  constructor(
    private readonly worker: Pausable,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @param version the form of a newer program; 0: there is none */
  async set(version: number): Promise<void> {
    if (version === this.#version) return;
    this.#version = version;
    if (version === 0) {
      this.worker.resume();
      return;
    }
    this.failed(newerThanThis(version));
    await this.worker.pause(true);
  }
}
