import { createMonitor } from '../../../src/monitor/create-monitor.js';
import type { Monitor } from '../../../src/monitor/monitor.js';
import { openai, openaiSource } from '../../../src/providers/openai/index.js';
import { runningClockOfSandbox } from '../../support/clock-of-sandbox.js';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js';

/** What a test opens, to be closed behind it. */
export class Stage {
  readonly #closers: (() => unknown)[] = [];

  later(close: () => unknown): void {
    this.#closers.push(close);
  }

  /** Keeps what a test started until its end. */
  keep<T extends { close(): unknown }>(started: T): T {
    this.later(() => started.close());
    return started;
  }

  /** Made-up data, whose clock is that of all (a month that has just begun has no spend), and a monitor over what the examples show of it: few lists, and `more`. */
  async watch(...more: readonly string[]): Promise<{ readonly box: Sandbox; readonly monitor: Monitor }> {
    const box = this.keep(await startSandbox({ scale: 0.05 }));
    const scheduler = runningClockOfSandbox(box);
    const only = ['users', 'projects', 'projects.apiKeys', 'costs', ...more];
    const source = openaiSource(openai({ ...box.openai, scheduler }), { name: 'acme', only });
    return { box, monitor: this.keep(createMonitor([source], { frameMs: 20, lingerMs: 0, scheduler })) };
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}
