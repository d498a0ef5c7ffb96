import { expect } from 'chai';
import { EMPTY } from 'rxjs';
import type { CatalogEntry } from '../../src/cli/catalog.js';
import type { Clients } from '../../src/cli/session.js';
import { revealHeaders, type HttpRequest } from '../../src/http/transport.js';
import { DESCRIPTIONS } from '../../src/providers/descriptions.js';
import { clientFor } from '../support/providers.js';
import { operationOf } from './documents.js';
import { requestDepartures } from './request.js';
import { OPERATIONS } from './rows.js';
import { sentOf } from './walks.js';

/** A text that is an id, where one is wanted. */
const SAMPLE_TEXT = '5f1c2f0e-3c5b-4f58-9a57-6a2f5a4e8d10';

/** A value that a parameter takes, read from its own words about what it takes. */
const sampleOf = (type: string): unknown => {
  if (type.startsWith('list of ')) return [sampleOf(type.slice('list of '.length))];
  if (type.startsWith('range of time')) return { gte: new Date(0) };
  if (type.startsWith('range of days')) return { start: '2026-01-01', end: '2026-01-20' };
  if (type.startsWith('integer')) return Number(/\d+/.exec(type)?.[0] ?? 1);
  if (type.startsWith('time (')) return new Date(86_400_000);
  if (type.includes('values by key')) return { created: 'x' };
  if (type.startsWith('true | false')) return true;
  if (type.startsWith('text')) return SAMPLE_TEXT;
  if (type === 'number') return 1;
  return type === 'JSON' ? {} : type.split(' | ')[0];
};

/** Parameters that take less than their own words say. */
const LISTED: Readonly<Record<string, unknown>> = {
  'openai.auditLogs event_types': ['project.created'],
  'cobo.metadata.tokens.search symbol': 'USDC',
};

const valueOf = ({ id }: CatalogEntry, name: string, type: string): unknown =>
  LISTED[`${id} ${name}`] ?? sampleOf(type);

/** The parameters that a list cannot do without. */
const requiredOf = (entry: CatalogEntry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry.params).flatMap(([name, { required, type }]) =>
      required ? [[name, valueOf(entry, name, type)]] : [],
    ),
  );

/** The first request that a call sends, without anyone who answers it. */
const requestOf = (entry: CatalogEntry, params: Readonly<Record<string, unknown>>): HttpRequest => {
  const requests: HttpRequest[] = [];
  const failures: unknown[] = [];
  const options = {
    limiter: false,
    retry: false,
    breaker: false,
    transport: (request: HttpRequest) => {
      requests.push(request);
      return EMPTY;
    },
  } as const;
  const { credentials, settings } = DESCRIPTIONS[entry.provider];
  const given = Object.fromEntries(credentials.map((option) => [option, 'x'] as const));
  const account = 'account' in settings ? { account: 'acme' } : {};
  const all = { ...options, ...account, ...given };
  const clients: Clients = { [entry.provider]: clientFor(entry.provider, all) };
  entry.list(clients, params, {}).subscribe({ error: (error: unknown) => failures.push(error) });
  const [request] = requests;
  if (request === undefined) throw failures[0];
  return request;
};

const departuresOf = (entry: CatalogEntry, params: Readonly<Record<string, unknown>>): readonly string[] => {
  const { form } = params;
  const chosen = typeof form === 'string' ? entry.forms[form] : undefined;
  const { provider } = entry;
  const operation = operationOf(provider, chosen?.method ?? entry.method, chosen?.path ?? entry.path);
  if (operation === undefined) return ['no document describes it'];
  const request = requestOf(entry, params);
  const { method, url, body } = request;
  return requestDepartures(operation, sentOf(provider, method, url, revealHeaders(request), body));
};

/** Parameters that only mean something beside another one. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'keywordsai.experiments offset': { form: 'v1' },
};

describe('every parameter of every endpoint goes out as its operation describes it', () => {
  for (const entry of OPERATIONS) {
    describe(entry.id, () => {
      const needed = requiredOf(entry);
      it('the least that it needs', () => {
        expect(departuresOf(entry, needed)).to.deep.equal([]);
      });

      for (const [name, { type, required }] of Object.entries(entry.params)) {
        if (required) continue;
        it(`${name}: ${type}`, () => {
          const beside = BESIDE[`${entry.id} ${name}`] ?? {};
          const value = valueOf(entry, name, type);
          expect(departuresOf(entry, { ...needed, ...beside, [name]: value })).to.deep.equal([]);
        });
      }
    });
  }
});
