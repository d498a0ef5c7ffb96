import { expect } from 'chai';
import {
  HttpError,
  RateLimitError,
  type ClientOptions,
  type Fetch,
  type Listing,
  type VendorFault,
} from '../../src/index.js';
import { broken, wire, type Answer } from './wire.js';

/** One way in which a vendor says no. */
interface RefusalCase {
  readonly title: string;
  readonly answer: Answer;
  /** Whether it is worth another attempt. */
  readonly retried: boolean;
  readonly vendor: VendorFault;
  /** A part of the advice. */
  readonly advice: string;
  readonly status?: number;
  readonly waitMs?: number | undefined;
}

const MANY = 429;

/** Describes how refusals become errors: type, the vendor's own words, the number of attempts. */
export const describeRefusals = (
  list: (fetch: Fetch, options: ClientOptions) => Listing<unknown, unknown>,
  cases: readonly RefusalCase[],
): void => {
  for (const { title, answer, retried, vendor, advice, ...expected } of cases) {
    it(`${title}: ${retried ? 'tried again' : 'final'}`, async () => {
      const server = wire(() => answer);
      const { error } = await broken(list(server.fetch, { retry: { maxAttempts: 2, baseMs: 1 } }));
      const status = expected.status ?? (answer === 'silence' ? 0 : answer.status);
      expect(error).to.be.instanceOf(status === MANY ? RateLimitError : HttpError);
      const failure = error as HttpError | RateLimitError;
      expect(failure.status).to.equal(status);
      expect(failure.vendor).to.deep.include(vendor);
      expect(failure.advice).to.include(advice);
      if (vendor.message !== undefined) expect(failure.message).to.include(vendor.message);
      if ('waitMs' in expected) expect(failure.waitMs).to.equal(expected.waitMs);
      expect(server.log).to.have.length(retried ? 2 : 1);
    });
  }
};
