import { Injectable, signal } from '@angular/core';
import { snoozedOf, type Snoozed, type SnoozedById } from '../lib/snooze';

const KEY = 'headwater.snoozed';

const read = (): SnoozedById => {
  try {
    return snoozedOf(localStorage.getItem(KEY));
  } catch {
    return {};
  }
};

/** Findings that are hidden in this browser for a while; the monitor knows nothing of it. */
@Injectable({ providedIn: 'root' })
export class Snoozes {
  readonly all = signal<SnoozedById>(read());

  set(id: string, snoozed: Snoozed): void {
    this.keep({ ...this.all(), [id]: snoozed });
  }

  clear(id: string): void {
    const { [id]: _gone, ...others } = this.all();
    this.keep(others);
  }

  private keep(all: SnoozedById): void {
    this.all.set(all);
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
      // Storage may be closed to this page: it lasts until the page is left.
    }
  }
}
