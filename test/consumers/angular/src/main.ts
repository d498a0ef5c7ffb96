import { Component, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { bootstrapApplication } from '@angular/platform-browser';
import { toArray } from 'rxjs';
import * as t from 'io-ts';
import { cobo, createClient, defineEndpoint, keygen, keywordsai, openai, pageNumber } from 'headwater';
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
  }`,
})
class Users {
  readonly names = signal<readonly string[]>(Object.keys(lists));

  constructor() {
    const mine = createClient({ name: 'mine', baseUrl: new URL('/api', location.origin).href });
    pollEvery(() => mine.list(members).pipe(toArray()), { intervalMs: 60_000 })
      .pipe(takeUntilDestroyed())
      .subscribe((found) => this.names.set(found.map(({ name }) => name)));
  }
}

await bootstrapApplication(Users);
