import { expectError, expectType } from 'tsd';
import { keywordsai, type KeywordsAi, type Listing } from '../../src/index.js';
import type { Customer, CustomerSummary, ListEnvelope } from '../../src/providers/keywordsai/index.js';

declare const client: KeywordsAi;

keywordsai({ apiKey: 'key', scheme: 'Api-Key' });
expectError(keywordsai({ apiKey: 'key', scheme: 'Basic' }));
expectError(keywordsai({ token: 'key' }));

expectType<Listing<Customer, ListEnvelope>>(client.users.list());
expectType<Listing<Customer, ListEnvelope>>(client.users.search());
expectType<Listing<CustomerSummary, ListEnvelope>>(client.users.summary({ date: new Date() }));

// The same customer is named by a text in one list and by a number in the other.
declare const customer: Customer;
expectType<string>(customer.id);
declare const summary: CustomerSummary;
expectType<string | number>(summary.id);

client.users.list({ environment: 'staging', sort_by: '-total_cost' });
client.users.search({ filters: { total_cost: { operator: 'gt', value: [10] } }, operator: 'AND' });
expectError(client.users.search({ filters: 'total_cost > 10' }));
expectError(client.users.search({ filters: { total_cost: { operator: 'gt' } } }));
expectError(client.users.search({ operator: 'XOR' }));
expectError(client.users.list({ filters: {} }));
expectError(client.users.list({ pageSize: 10 }));
expectError(client.users.list({ page: '2' }));
expectError(client.users.summary({ summary_type: 'hourly' }));
expectError(client.users.summary({ date: 7 }));
