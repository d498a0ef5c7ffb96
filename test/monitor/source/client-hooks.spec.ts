import { expect } from 'chai';
import { Subject } from 'rxjs';
import { clientHooks, snapshot, type ClientEventLike, type FeedDraft } from '../../../src/monitor/index.js';
import { listOf } from './support.js';

const feed = (id: string, reads: string): FeedDraft =>
  snapshot(listOf<never>([[]]), { id, every: 1000, reads, records: () => [] });

describe('clientHooks', () => {
  const feeds = [feed('keys', 'acme.keys'), feed('hours', 'acme.usage'), feed('days', 'acme.usage')];
  const request = (endpoint: string, url = 'https://api.example/x'): ClientEventLike => ({
    type: 'request',
    endpoint,
    request: { url },
  });

  const heard = (
    events: readonly ClientEventLike[],
    feedOf?: (event: ClientEventLike) => string | undefined,
  ) => {
    const events$ = new Subject<ClientEventLike>();
    const { drift$, requests$ } = clientHooks(events$, feeds, feedOf);
    const drifts: unknown[] = [];
    const requests: string[] = [];
    drift$?.subscribe((drift) => drifts.push(drift));
    requests$?.subscribe(({ resource }) => requests.push(resource));
    for (const event of events) events$.next(event);
    return { drifts, requests };
  };

  it('a request belongs to the first feed that reads its list; those of other lists are not told', () => {
    const { requests } = heard([
      request('acme.keys'),
      request('acme.usage'),
      request('acme.other'),
      { type: 'request' },
      { type: 'response', endpoint: 'acme.keys' },
    ]);
    expect(requests).to.deep.equal(['keys', 'hours']);
  });

  it('a function may say which feed it is', () => {
    const feedOf = (event: ClientEventLike): string | undefined =>
      event.request?.url.includes('1d') === true ? 'days' : undefined;
    expect(heard([request('acme.usage', '?w=1d'), request('acme.usage')], feedOf).requests).to.deep.equal([
      'days',
    ]);
  });

  const drift = (kind: ClientEventLike['kind'], more: object = {}): ClientEventLike => ({
    type: 'drift',
    endpoint: 'acme.keys',
    part: 'item',
    path: 'owner.id',
    kind,
    sampleType: 'number',
    expected: 'string',
    ...more,
  });

  it('a new field is information, one that is missing or of another type breaks something', () => {
    const common = { resource: 'keys', path: 'owner.id' };
    expect(heard([drift('added'), drift('missing'), drift('retyped')]).drifts).to.deep.equal([
      { ...common, change: 'added', to: 'number', severity: 'info' },
      { ...common, change: 'missing', from: 'string', severity: 'breaking' },
      { ...common, change: 'retyped', from: 'string', to: 'number', severity: 'breaking' },
    ]);
  });

  it('what stands beside the items is marked', () => {
    expect(heard([drift('added', { part: 'envelope', path: 'count' })]).drifts).to.have.nested.property(
      '[0].path',
      '(envelope) count',
    );
  });
});
