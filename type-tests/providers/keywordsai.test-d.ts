import { expectAssignable, expectError, expectType } from 'tsd';
import { keywordsai, type KeywordsAi, type Listing } from '../../src/index.js';
import type {
  Customer,
  CustomerDetail,
  CustomerSummary,
  DatasetLog,
  DatasetLogEnvelope,
  Evaluator,
  Experiment,
  ExperimentEnvelope,
  ListEnvelope,
  Person,
  Prompt,
  RequestLog,
  Tag,
  TemporaryKey,
  Trace,
} from '../../src/providers/keywordsai/index.js';

declare const client: KeywordsAi;

keywordsai({ apiKey: 'key', scheme: 'Api-Key' });
expectError(keywordsai({ apiKey: 'key', scheme: 'Basic' }));
expectError(keywordsai({ token: 'key' }));

expectType<Listing<Customer, ListEnvelope>>(client.users.list());
expectType<Listing<Customer, ListEnvelope>>(client.users.search.list());
expectType<Listing<CustomerSummary, ListEnvelope>>(client.users.summary.list({ date: new Date() }));

// The same customer is named by a text in one list and by a number in the other; what identifies it is always there.
declare const customer: Customer;
expectType<string | number>(customer.customer_identifier);
expectAssignable<string>(customer.environment);
expectType<string | number | null | undefined>(customer.id);
expectType<number | null | undefined>(customer.total_cost);
expectType<Date | null | undefined>(customer.first_seen);
declare const summary: CustomerSummary;
expectType<string | number>(summary.id);

// What comes in several forms is typed as all of them.
declare const log: RequestLog;
expectType<string | number | Readonly<Record<string, unknown>> | null | undefined>(log.organization);
declare const evaluator: Evaluator;
expectType<string | number | Person | null | undefined>(evaluator.created_by);
expectType<readonly (string | number | Tag)[] | null | undefined>(evaluator.tags);

client.users.list({ environment: 'staging', sort_by: '-total_cost' });
client.users.search.list({ filters: { total_cost: { operator: 'gt', value: [10] } }, operator: 'AND' });
expectError(client.users.search.list({ filters: 'total_cost > 10' }));
expectError(client.users.search.list({ filters: { total_cost: { operator: 'gt' } } }));
expectError(client.users.search.list({ operator: 'XOR' }));
expectError(client.users.list({ filters: {} }));
expectError(client.users.list({ pageSize: 10 }));
expectError(client.users.list({ page: '2' }));
expectError(client.users.summary.list({ summary_type: 'hourly' }));
expectError(client.users.summary.list({ date: 7 }));

// The forms of one list give the same items; only a documented form is taken.
expectType<Listing<Prompt, ListEnvelope>>(client.prompts.list());
expectType<Listing<Prompt, ListEnvelope>>(client.prompts.list({ form: 'old', sort_by: '-id' }));
expectType<Listing<Experiment, ExperimentEnvelope>>(client.experiments.list({ form: 'v1', offset: 10 }));
expectType<Listing<DatasetLog, DatasetLogEnvelope>>(
  client.datasets.logs.list({ dataset_id: 'd', form: 'get' }),
);
expectError(client.prompts.list({ form: 'v1' }));
expectError(client.experiments.list({ form: 'old' }));
expectError(client.requestLogs.list({ start_time: new Date(), form: 'get' }));
expectError(client.datasets.logs.list({ form: 'get' }));

// Logs and traces need a start.
expectType<Listing<RequestLog, ListEnvelope>>(client.requestLogs.list({ start_time: new Date() }));
expectType<Listing<Trace, ListEnvelope>>(client.traces.list({ start_time: '2026-01-01T00:00:00Z' }));
expectError(client.requestLogs.list());
expectError(client.requestLogs.legacy.list({}));
expectError(client.traces.list({ end_time: new Date() }));
expectError(client.traces.list({ start_time: 1767225600 }));

// A read gives one object.
expectType<Listing<CustomerDetail, Readonly<Record<string, unknown>>>>(
  client.users.detail.get({ customer_identifier: 'c' }),
);
expectError(client.users.detail.get());
expectError(client.users.detail.list({ customer_identifier: 'c' }));

expectType<Listing<TemporaryKey, ListEnvelope>>(client.temporaryKeys.list());
client.evaluators.list({ starred: true, tags: ['a', 'b'] });
expectError(client.evaluators.list({ tags: 'a,b' }));
expectError(client.evaluators.list({ filters: {} }));
expectError(client.prompts.versions.list());
