import { expectAssignable, expectError, expectType } from 'tsd';
import { cobo, type Cobo, type Listing } from '../../src/index.js';
import type { ApiKey, ListEnvelope, Principal } from '../../src/providers/cobo/index.js';

declare const client: Cobo;

cobo({ apiKey: 'key' });
cobo({ serviceKey: 'key' });
expectError(cobo({ service_key: 'key' }));

expectType<Listing<ApiKey, ListEnvelope>>(client.apiKeys.list());
expectType<Listing<Principal, ListEnvelope>>(client.principals.list({ type: 'agent' }));

declare const key: ApiKey;
expectType<boolean>(key.is_revoked);
expectAssignable<Date | null | undefined>(key.expires_at);

declare const envelope: ListEnvelope;
expectAssignable<boolean | null | undefined>(envelope.meta?.has_more);

client.apiKeys.list({ after: 'cursor', limit: 10 });
client.apiKeys.list({ offset: 0 });
expectError(client.apiKeys.list({ type: 'agent' }));
expectError(client.apiKeys.list({ offset: '0' }));
expectError(client.apiKeys.list({ cursor: 'a' }));
expectError(client.principals.list({ type: 7 }));
