import { Component, computed, effect, type ElementRef, inject, viewChild } from '@angular/core';
import { clockTime, countdown } from '../../lib/times';
import { Live } from '../../state/live';
import { OverviewState } from '../../state/overview';
import { Page } from '../../state/page';
import { LostSince } from '../../state/lost-since';
import { Snapshots } from '../../state/snapshots';
import { storedToken, storeToken } from '../../state/token';

/** What is said when the connection is lost, or the gateway asks for a token. */
@Component({
  selector: 'hw-connection',
  templateUrl: './connection.html',
})
export class ConnectionBanner {
  private readonly live = inject(Live);
  private readonly page = inject(Page);
  private readonly overview = inject(OverviewState);
  private readonly lost = inject(LostSince);
  private readonly snapshots = inject(Snapshots);
  protected readonly odd = computed(() => this.live.odd().join(', '));
  protected readonly state = computed(() => this.live.connection().state);
  protected readonly isLost = computed(
    () =>
      !this.page.hidden() &&
      this.state() === 'offline' &&
      (this.live.connection().retryAt !== undefined || this.lost.at() !== undefined),
  );
  private readonly since = computed(() => {
    const at = this.lost.at();
    return at === undefined ? undefined : clockTime(at, this.page.zone()).slice(0, 5);
  });
  /** When what is shown was kept, where it is of an earlier load of the page. */
  private readonly snapshotAt = computed(() => {
    const at = this.since() === undefined ? this.snapshots.at : undefined;
    return at === undefined ? undefined : clockTime(at, this.page.zone()).slice(0, 5);
  });
  protected readonly title = computed(() => {
    if (this.live.connection().reason === 'protocol') return 'The gateway sent what cannot be read';
    const since = this.since();
    return since === undefined ? 'No connection' : `Connection lost ${since}`;
  });
  protected readonly showing = computed(() => {
    const at = this.snapshotAt();
    if (at !== undefined) return `, showing the snapshot of ${at}`;
    return this.overview.view.value() === undefined ? '' : ', showing the last figures';
  });
  protected readonly left = computed(() => countdown(this.live.connection().retryAt, this.lost.now()));

  /** Whether a token was entered that the gateway does not take. */
  protected readonly wasRefused = storedToken() !== undefined;
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('token');

  constructor() {
    // Until there is a token there is nothing else to do, and what is typed must not be taken for shortcuts.
    effect(() => this.field()?.nativeElement.focus());
  }

  protected retry(): void {
    this.live.monitor.retry();
  }

  protected enter(token: string): void {
    if (token === '') return;
    storeToken(token);
    location.reload();
  }
}
