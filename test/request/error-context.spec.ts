import { expect } from 'chai';
import { DecodeError, PagingError, type HeadwaterError } from '../../src/http/errors.js';
import type { ListOptions } from '../../src/walk/index.js';
import { link } from '../../src/paging/index.js';
import { acmeClient, inTurn, itemsOf, lastIdPages, things, thingsBy } from '../support/acme.js';
import type { Answer } from '../support/fake-transport.js';

const ID = { 'x-request-id': 'req_7' };
const page = (json: unknown): Answer => ({ json, headers: ID });
const good = page({ data: itemsOf('a'), last_id: 'a', has_more: true });

const failureOf = (
  answers: readonly Answer[],
  options: ListOptions = {},
  endpoint = things,
): HeadwaterError => {
  const { client, api } = acmeClient(inTurn(answers), { retry: false });
  const errors: unknown[] = [];
  client.list(endpoint, {}, options).subscribe({ error: (error: unknown) => errors.push(error) });
  api.run();
  return errors[0] as HeadwaterError;
};

/** What goes wrong on the page of index 1, and how the error is called. */
const CASES: readonly (readonly [string, Answer, string])[] = [
  ['an item that does not decode', page({ data: [{ id: 1 }], has_more: false }), 'DecodeError'],
  ['a body without a list', page({ has_more: false }), 'DecodeError'],
  ['a body that is no JSON', { text: '<html>', headers: ID }, 'DecodeError'],
  ['more without a cursor', page({ data: itemsOf('b'), has_more: true }), 'PagingError'],
  ['a cursor seen before', page({ data: itemsOf('b'), last_id: 'a', has_more: true }), 'PagingError'],
  ['the page before once more', page({ data: itemsOf('a'), last_id: 'b', has_more: true }), 'PagingError'],
  ['a refusal', { status: 403, json: {}, headers: ID }, 'HttpError'],
];

describe('endpoint: what an error carries', () => {
  for (const [what, answer, tag] of CASES) {
    it(`${what}: provider, endpoint, page index, attempt, redacted request and the vendor's request id`, () => {
      const error = failureOf([good, answer]);
      expect(error._tag).to.equal(tag);
      expect(error).to.include({ provider: 'acme', endpoint: 'acme.things', pageIndex: 1, attempt: 1 });
      expect(error.request?.url).to.include('after=a');
      expect(error.vendor?.requestId).to.equal('req_7');
    });
  }

  it('a deadline names the page that the walk had come to', () => {
    const { client, api } = acmeClient((_sent, index) =>
      index < 2 ? (lastIdPages(['a'], ['b'], ['c'])[index] ?? {}) : { silent: true },
    );
    const errors: unknown[] = [];
    client.list(things, {}, { deadlineMs: 50 }).subscribe({ error: (error: unknown) => errors.push(error) });
    api.run(1000);
    expect(errors[0]).to.include({ _tag: 'TimeoutError', code: 'timeout-deadline', pageIndex: 1 });
  });

  for (const [what, target] of [
    ['to another origin', 'https://other.test/things'],
    ['down to http', 'http://api.acme.test/v1/things?p=2'],
    ['with a login of its own', 'https://user:pw@api.acme.test/v1/things?p=2'],
  ] as const) {
    it(`a next link ${what} is refused, on the page that held it`, () => {
      const byLink = thingsBy(link({ link: 'next' }));
      const error = failureOf([page({ data: itemsOf('a'), next: target })], {}, byLink);
      expect(error).to.be.instanceOf(PagingError);
      expect(error).to.include({ code: 'paging-foreign-link', pageIndex: 0 });
      expect(String(error)).not.to.include('pw');
    });
  }

  it('an option that does not exist, or a word that it does not know, is refused before anything is sent', () => {
    for (const options of [{ pagesize: 10 }, { onInvalid: 'ignore' }]) {
      const error = failureOf([good], options as ListOptions);
      expect(error._tag).to.equal('ConfigError');
      expect(error).not.to.be.instanceOf(DecodeError);
    }
  });
});
