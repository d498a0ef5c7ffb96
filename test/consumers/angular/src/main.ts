import { provideHttpClient } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { rxResource, takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { bootstrapApplication } from '@angular/platform-browser';
import { toArray } from 'rxjs';
import * as t from 'io-ts';
import { cobo, createClient, defineEndpoint, keygen, keywordsai, openai, pageNumber } from 'headwater';
import { httpClientTransport, injectMonitor, outsideZone, provideMonitor } from 'headwater/angular';
import { createMonitor } from 'headwater/monitor';
import { pollEvery } from 'headwater/operators';

const members = defineEndpoint({
  id: 'mine.members',
  path: '/members',
  paging: pageNumber({ items: 'members', hasMore: 'more' }),
  item: t.type({ id: t.number, name: t.string }, 'Member'),
  key: ['id'],
});

/** Every provider stays in the bundle, so that a warning about any of them is one of this build. */
const lists = {
  openai: openai({ adminKey: 'none' }).users.list(),
  keygen: keygen({ account: 'none', token: 'none' }).users.list(),
  keywordsai: keywordsai({ apiKey: 'none' }).users.list(),
  cobo: cobo({ apiKey: 'none' }).apiKeys.list(),
};

@Component({
  selector: 'app-users',
  template: `@for (name of names(); track name) {
      <p>{{ name }}</p>
    }
    <p>{{ overview().credentials.active }} of {{ keys.value()?.total }}</p>`,
})
class Users {
  readonly names = signal<readonly string[]>(Object.keys(lists));
  private readonly monitor = injectMonitor();
  readonly overview = toSignal(this.monitor.overview$, { requireSync: true });
  readonly keys = rxResource({ stream: () => this.monitor.credentials({ limit: 10 }) });

  constructor() {
    const mine = createClient(
      { name: 'mine', baseUrl: new URL('/api', location.origin).href },
      { transport: httpClientTransport() },
    );
    pollEvery(() => mine.list(members).pipe(toArray()), { intervalMs: 60_000 })
      .pipe(outsideZone(), takeUntilDestroyed())
      .subscribe((found) => this.names.set(found.map(({ name }) => name)));
  }
}

await bootstrapApplication(Users, {
  providers: [provideHttpClient(), provideMonitor({ monitor: createMonitor([]) })],
});
