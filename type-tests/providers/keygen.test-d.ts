import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import { keygen, type Keygen, type Listing, type Secret } from '../../src/index.js';
import type {
  Entitlement,
  License,
  LinksEnvelope,
  Machine,
  Token,
  User,
} from '../../src/providers/keygen/index.js';

declare const client: Keygen;

keygen({ account: 'acme', token: 'token' });
keygen({ licenseKey: () => Promise.resolve('key'), environment: 'sandbox', version: '1.8' });
expectError(keygen({ account: 7 }));
expectError(keygen({ apiKey: 'key' }));

expectType<Listing<User, LinksEnvelope>>(client.users.list());
expectType<Listing<License, LinksEnvelope>>(client.licenses.list({ status: 'EXPIRING' }));
expectType<Listing<Machine, LinksEnvelope>>(client.machines.list());
expectType<Listing<Token, LinksEnvelope>>(client.tokens.list({ bearer: { type: 'user' } }));
expectType<Listing<Entitlement, LinksEnvelope>>(client.policies.entitlements.list({ policy: 'p' }));

// The clear key of a license is wrapped: no text takes its place, and it is none.
declare const license: License;
expectAssignable<Secret<string> | null | undefined>(license.attributes.key);
expectNotAssignable<License['attributes']['key']>('clear');
expectNotAssignable<string>(license.attributes.key);
expectError(license.attributes.key?.startsWith('C1'));

// Words that the vendor may extend stay open, those that only this library knows do not.
client.licenses.list({ status: 'NEWER' });
client.users.list({ walk: 'numbered', 'page[number]': 3, 'page[size]': 10, metadata: { vip: true } });
expectError(client.users.list({ walk: 'limit' }));
expectError(client.users.list({ roles: ['owner'] }));
expectError(client.users.list({ roles: 'user' }));
expectError(client.users.list({ page: 3 }));
expectError(client.licenses.list({ expires: '30d' }));
expectError(client.machines.list({ status: 7 }));
expectError(client.policies.entitlements.list());
expectError(client.policies.entitlements.list({}));
