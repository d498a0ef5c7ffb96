import { expect } from 'chai';
import { CircuitOpenError } from '../../operators/errors.js';
import { FailedParts, isPartsOwn } from '../../src/cli/parts.js';
import {
  ConfigError,
  DecodeError,
  HttpError,
  NetworkError,
  PagingError,
  RateLimitError,
  TimeoutError,
} from '../../src/http/errors.js';

const said = { message: 'm', advice: 'a' };

const cases: readonly (readonly [what: string, error: unknown, own: boolean])[] = [
  ['an odd item', new DecodeError({ code: 'decode-item', ...said, part: 'item' }), true],
  ['a reply of another shape', new DecodeError({ code: 'decode-envelope', ...said, part: 'envelope' }), true],
  ['a list that does not end', new PagingError({ ...said, code: 'paging-loop' }), true],
  ['a part that may not be read', new HttpError({ code: 'http-forbidden', ...said, status: 403 }), true],
  ['a part that is gone', new HttpError({ code: 'http-not-found', ...said, status: 404 }), true],
  [
    'a part that the server stumbles over',
    new HttpError({ code: 'http-server-error', ...said, status: 500 }),
    true,
  ],
  ['a connection that breaks', new NetworkError({ ...said, code: 'network-connection' }), true],
  ['no answer in time', new TimeoutError({ ...said, code: 'timeout-response', timeoutMs: 1 }), true],
  ['a credential that is refused', new HttpError({ code: 'http-unauthorized', ...said, status: 401 }), false],
  ['a limit', new RateLimitError({ code: 'rate-limit-exceeded', ...said, status: 429 }), false],
  [
    'a service that is down',
    new NetworkError({ code: 'network-circuit-open', ...said, cause: new CircuitOpenError(1) }),
    false,
  ],
  ['the deadline of the whole', new TimeoutError({ ...said, code: 'timeout-deadline', timeoutMs: 1 }), false],
  ['a wrong call', new ConfigError({ ...said, code: 'config-option-invalid' }), false],
  ['whoever stops the command', new Error('stopped'), false],
];

describe('a part of a list that fails', () => {
  for (const [what, error, own] of cases) {
    it(`${what}: ${own ? 'the others go on' : 'the list fails'}`, () => {
      expect(isPartsOwn(error)).to.equal(own);
      const parts = new FailedParts();
      const note = (): void => {
        parts.note({ part: 'project p', error });
      };
      if (own) expect(note).not.to.throw();
      else expect(note).to.throw(error as Error);
      expect(parts.count).to.equal(own ? 1 : 0);
    });
  }

  it('ten are named, the others counted', () => {
    const parts = new FailedParts();
    for (let n = 0; n < 13; n += 1) parts.note({ part: `project ${String(n)}`, error: cases[0]?.[1] });
    expect(parts.lines()).to.have.lengthOf(11);
    expect(parts.lines()[0]).to.match(/^project 0: /);
    expect(parts.lines()[10]).to.equal('and 3 more');
  });
});
