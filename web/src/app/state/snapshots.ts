import { DestroyRef, inject, Injectable } from '@angular/core';
import { snapshotOf, snapshotText, type Snapshot } from '../lib/snapshot';
import { Page } from './page';

const KEY = 'headwater.snapshot';
const EVERY_MS = 10_000;

/**
 * Keeps the last figures for as long as the tab is open, so that a page that is loaded while there is no connection has something
 * to show. What is kept names no person: see `lib/snapshot`.
 */
@Injectable({ providedIn: 'root' })
export class Snapshots {
  private readonly page = inject(Page);
  /** What each panel showed last, by its panel; names of views are with their queries. */
  private readonly latest = new Map<string, readonly [name: string, value: unknown]>();
  private hasNews = false;
  private stored: Snapshot | undefined = this.read();

  constructor() {
    const save = (): void => this.save();
    const timer = setInterval(save, EVERY_MS);
    window.addEventListener('pagehide', save);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      window.removeEventListener('pagehide', save);
    });
  }

  /** When the figures were kept that were there when the page was loaded. */
  get at(): string | undefined {
    return this.stored?.at;
  }

  /** What was kept of a view. */
  of(name: string): unknown {
    return this.stored?.views[name];
  }

  keep(panel: string, name: string, value: unknown): void {
    this.latest.set(panel, [name, value]);
    this.hasNews = true;
  }

  /** The gateway does not let us look any more: nothing is kept either. */
  forget(): void {
    this.latest.clear();
    this.stored = undefined;
    this.hasNews = false;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Storage may be closed to this page: there is nothing in it.
    }
  }

  private read(): Snapshot | undefined {
    try {
      return snapshotOf(sessionStorage.getItem(KEY), Date.now(), this.page.label);
    } catch {
      return undefined;
    }
  }

  private save(): void {
    if (!this.hasNews) return;
    this.hasNews = false;
    const text = snapshotText(new Map(this.latest.values()), new Date().toISOString(), this.page.label);
    try {
      if (text !== undefined) sessionStorage.setItem(KEY, text);
    } catch {
      // Storage is full or closed: the next load has nothing to show before it is connected.
    }
  }
}
