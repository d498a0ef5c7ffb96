import type { option as O } from 'fp-ts';
import { filter, map, Observable, type Subscription } from 'rxjs';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import type {
  DecodeError,
  Listing,
  ListOptions,
  Page,
  Pages,
  ResumeToken,
  WalkEnd,
} from '../../src/index.js';

interface User {
  readonly id: string;
  readonly age: number;
}
interface Envelope {
  readonly has_more: boolean;
}
declare const users: Listing<User, Envelope>;

// A listing is an Observable and can be iterated; what is piped is a plain Observable.
expectAssignable<Observable<User>>(users);
expectAssignable<AsyncIterable<User>>(users);
expectType<Observable<number>>(users.pipe(map(({ age }) => age)));
expectType<Observable<User>>(users.pipe(filter(({ age }) => age > 3)));
expectNotAssignable<Listing<User, Envelope>>(users.pipe(filter(({ age }) => age > 3)));
expectType<Subscription>(users.subscribe((user) => expectType<User>(user)));
expectAssignable<Promise<IteratorResult<User>>>(users[Symbol.asyncIterator]().next());
async function pulled(): Promise<void> {
  for await (const user of users) expectType<User>(user);
  for await (const page of users.pages()) expectType<Page<User, Envelope>>(page);
}
expectType<Promise<void>>(pulled());

// Pages carry what a list of items cannot.
expectType<Pages<User, Envelope>>(users.pages());
expectAssignable<Observable<Page<User, Envelope>>>(users.pages());
declare const page: Page<User, Envelope>;
expectType<readonly User[]>(page.items);
expectType<Envelope>(page.envelope);
expectType<O.Option<number>>(page.total);
expectType<O.Option<ResumeToken>>(page.resume);
expectType<O.Option<WalkEnd>>(page.end);
expectType<readonly DecodeError[]>(page.invalid);
expectAssignable<WalkEnd>('maxItems');
expectNotAssignable<WalkEnd>('stopped');

// A token is stored as text, and a text that was stored is taken; but no text is a token by itself.
declare const token: ResumeToken;
expectAssignable<string>(token);
expectNotAssignable<ResumeToken>('hw1.abc');
expectAssignable<ListOptions>({ resume: token });
expectAssignable<ListOptions>({ resume: 'hw1.abc' });

expectAssignable<ListOptions>({ pageSize: undefined, signal: undefined });
expectNotAssignable<ListOptions>({ pageSize: '10' });
expectNotAssignable<ListOptions>({ onInvalid: 'ignore' });
expectError<ListOptions>({ page_size: 10 });
