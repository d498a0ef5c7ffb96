import { Component, inject, signal, viewChild } from '@angular/core';
import { actionOf, type Action } from './lib/shortcuts';
import { MEASURES } from './lib/url-state';
import { Chart } from './panels/chart/chart';
import { ConnectionBanner } from './panels/connection/connection';
import { Drift } from './panels/drift/drift';
import { EventsPanel } from './panels/events/events';
import { Findings } from './panels/findings/findings';
import { Header } from './panels/header/header';
import { Help } from './panels/help/help';
import { Keys } from './panels/keys/keys';
import { Kpis } from './panels/kpis/kpis';
import { Limits } from './panels/limits/limits';
import { SourcesPanel } from './panels/sources/sources-panel';
import { Spenders } from './panels/spenders/spenders';
import { Announcer } from './state/announcer';
import { Live } from './state/live';
import { Page } from './state/page';

const PREFIX_MS = 1_500;
const REFRESH_MS = 5_000;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;

/** A button or a link does its own with space and enter. */
const isOwn = (key: string, target: EventTarget | null): boolean =>
  (key === ' ' || key === 'Enter') &&
  target instanceof HTMLElement &&
  target.closest('button, a, summary, [tabindex="0"]') !== null;

@Component({
  selector: 'hw-app',
  imports: [
    Chart,
    ConnectionBanner,
    Drift,
    EventsPanel,
    Findings,
    Header,
    Help,
    Keys,
    Kpis,
    Limits,
    SourcesPanel,
    Spenders,
  ],
  host: { '(document:keydown)': 'key($event)' },
  template: `
    <a class="skip" href="#main">Skip to the figures</a>
    <hw-header (help)="help.set(true)" role="banner" />
    <hw-connection />
    <main id="main" tabindex="-1">
      <hw-sources />
      <hw-kpis />
      @if (page.tab() === 'overview') {
        <div class="grid">
          <hw-chart class="wide" />
          <hw-limits />
          <hw-spenders class="wide" />
          <hw-findings />
          <hw-events class="wide" />
          <hw-drift />
        </div>
      } @else {
        <hw-keys />
      }
    </main>
    @if (help()) {
      <hw-help (closed)="closeHelp()" />
    }
  `,
})
export class App {
  protected readonly page = inject(Page);
  private readonly live = inject(Live);
  protected readonly help = signal(false);
  private readonly header = viewChild.required(Header);
  private readonly findings = viewChild(Findings);
  private readonly keys = viewChild(Keys);
  private readonly spenders = viewChild(Spenders);
  private prefix: string | undefined;
  private prefixAt = 0;
  private refreshedAt = 0;
  private focused: HTMLElement | undefined;

  constructor() {
    inject(Announcer);
  }

  protected key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      this.back(event);
      return;
    }
    if (!this.page.shortcuts() || this.help() || isTyping(event.target) || isOwn(event.key, event.target))
      return;
    const fresh = event.timeStamp - this.prefixAt < PREFIX_MS ? this.prefix : undefined;
    const { action, prefix } = actionOf(event.key, fresh);
    this.prefix = prefix;
    this.prefixAt = event.timeStamp;
    if (action === undefined) return;
    event.preventDefault();
    this.act(action);
  }

  private act(action: Action): void {
    switch (action.do) {
      case 'window':
        return this.page.setWindow(action.window);
      case 'by':
        return this.page.setBy(action.by);
      case 'pause':
        return this.page.paused.update((paused) => !paused);
      case 'filter':
        return this.header().focusFilter();
      case 'measure':
        return this.page.setMeasure(
          MEASURES[(MEASURES.indexOf(this.page.measure()) + 1) % MEASURES.length] ?? 'cost',
        );
      case 'sort':
        return (this.keys() ?? this.spenders())?.sortNext();
      case 'keys':
        return this.page.setTab(this.page.tab() === 'keys' ? 'overview' : 'keys');
      case 'findings':
        return this.toFindings();
      case 'export':
        return this.header().openExport();
      case 'refresh':
        return this.refresh();
      case 'theme':
        return this.page.toggleTheme();
      case 'help':
        return this.openHelp();
    }
  }

  private toFindings(): void {
    this.page.setTab('overview');
    setTimeout(() => this.findings()?.focus());
  }

  private refresh(): void {
    const now = Date.now();
    if (now - this.refreshedAt < REFRESH_MS) return;
    this.refreshedAt = now;
    this.live.monitor.retry();
    this.live.monitor.refresh();
    this.page.refreshes.update((count) => count + 1);
  }

  private openHelp(): void {
    this.focused = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    this.help.set(true);
  }

  protected closeHelp(): void {
    this.help.set(false);
    this.focused?.focus();
  }

  private back(event: KeyboardEvent): void {
    if (this.help()) this.closeHelp();
    else if (isTyping(event.target) && event.target instanceof HTMLElement) event.target.blur();
    else this.page.clear();
  }
}
