import { Component, computed, ElementRef, inject, output, viewChild } from '@angular/core';
import { currenciesOf } from '../../lib/format';
import { clockTime, span } from '../../lib/times';
import { pendingText, STATES } from '../../lib/states';
import { DIMENSION_WORDS, WINDOW_WORDS, WINDOWS } from '../../lib/url-state';
import { ExportMenu } from '../../parts/export-menu';
import { Clock } from '../../state/clock';
import { Live } from '../../state/live';
import { OverviewState } from '../../state/overview';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';

/** P0: how it is, as of when, what is looked at. */
@Component({
  selector: 'hw-header',
  imports: [ExportMenu],
  templateUrl: './header.html',
})
export class Header {
  readonly help = output();
  protected readonly page = inject(Page);
  protected readonly live = inject(Live);
  protected readonly clock = inject(Clock);
  private readonly sources = inject(Sources);
  private readonly overview = inject(OverviewState);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly menu = viewChild.required(ExportMenu);
  protected readonly windows = WINDOWS;
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly dimensionWords = DIMENSION_WORDS;

  protected readonly state = computed(() => {
    const { state } = this.live.connection();
    if (state === 'refused') return { word: 'Token needed', shape: '✕', tone: 'bad' };
    if (state === 'offline')
      return this.overview.view.value() === undefined
        ? { word: 'Connecting', shape: '○', tone: 'quiet' }
        : { word: 'Offline', shape: '✕', tone: 'bad' };
    if (state === 'stale') return { word: 'Stale', shape: '▲', tone: 'warn' };
    if (this.page.paused()) return { word: 'Paused', shape: '❚❚', tone: 'warn' };
    const troubled = this.sources.lines().some(({ state: each }) => STATES[each].tone === 'bad');
    return troubled
      ? { word: 'Partial', shape: '▲', tone: 'warn' }
      : { word: 'Live', shape: '●', tone: 'ok' };
  });

  protected readonly asOf = computed(() => {
    const asOf = this.overview.view.value()?.spendToday.asOf;
    return asOf === undefined ? undefined : clockTime(asOf, this.page.zone());
  });

  /** How old the figures are, where that is more than the lag of a source explains, or nothing new comes. */
  protected readonly old = computed(() => {
    const asOf = this.overview.view.value()?.spendToday.asOf;
    const isOld =
      this.live.connection().state !== 'live' ||
      this.sources.lines().some(({ feeds }) => feeds.some(({ state }) => state === 'stale'));
    return asOf === undefined || !isOld ? undefined : span(this.clock.now() - Date.parse(asOf));
  });

  /** The currencies of what is spent; of several one may come first. */
  protected readonly currencies = computed(() => {
    const overview = this.overview.view.value();
    return currenciesOf(
      overview?.spendToday.value,
      overview?.monthToDate.value,
      overview?.burnPerHour.h24.value,
    );
  });

  /** What is still being read, while figures that are not whole are shown. */
  protected readonly pending = computed(() => {
    const { value, reading } = this.overview.view;
    return reading() && value() !== undefined && this.live.connection().state === 'live'
      ? pendingText(this.sources.lines())
      : '';
  });

  /** An id is long: its end tells it apart. */
  protected short(value: string): string {
    const last = value.split('/').at(-1) ?? value;
    return last.length > 22 ? `…${last.slice(-20)}` : last;
  }

  protected type(text: string): void {
    this.page.change({ text: text.slice(0, 200) }, true);
  }

  focusFilter(): void {
    this.box().nativeElement.focus();
    this.box().nativeElement.select();
  }

  openExport(): void {
    this.menu().open();
  }
}
