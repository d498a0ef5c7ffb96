import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import { keygen, type Keygen, type Listing, type Secret } from '../../src/index.js';
import type {
  Artifact,
  Entitlement,
  EventLog,
  License,
  LinksEnvelope,
  Machine,
  MachineProcess,
  Plan,
  PooledKey,
  RequestLog,
  Token,
  User,
  WebhookEvent,
} from '../../src/providers/keygen/index.js';

declare const client: Keygen;
declare const fromEnvironment: string | undefined;

keygen({ account: 'acme', token: 'token' });
keygen({ licenseKey: () => Promise.resolve('key'), environment: 'sandbox', version: '1.8' });
expectError(keygen({ account: 7 }));
expectError(keygen({ apiKey: 'key' }));
keygen({ token: undefined, licenseKey: fromEnvironment });
keygen({ token: fromEnvironment });
expectError(keygen({ token: 'token', licenseKey: 'key' }));

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

// Lists of the account, and below other resources.
expectType<Listing<WebhookEvent, LinksEnvelope>>(client.webhookEvents.list({ events: ['license.created'] }));
expectType<Listing<EventLog, LinksEnvelope>>(
  client.eventLogs.list({ date: { start: '2026-01-01', end: new Date() }, resource: { type: 'license' } }),
);
expectType<Listing<RequestLog, LinksEnvelope>>(client.requestLogs.list({ requestor: 'id' }));
expectType<Listing<User, LinksEnvelope>>(client.licenses.users.list({ license: 'l' }));
expectType<Listing<Artifact, LinksEnvelope>>(client.releases.artifacts.list({ release: '1.0.0' }));
expectType<Listing<Plan, LinksEnvelope>>(client.plans.list());

// What the walk and the records need is there, everything else may be null or absent.
expectType<string>(license.id);
expectType<Date>(license.attributes.created);
expectAssignable<string>(license.attributes.status);
expectType<Date | null | undefined>(license.attributes.expiry);
expectType<number>(license.attributes.uses);
expectType<Readonly<Record<string, unknown>> | null | undefined>(license.attributes.metadata);
expectType<string | null | undefined>(license.relationships?.owner?.data?.id);
expectType<number | null | undefined>(license.relationships?.machines?.meta?.cores);
expectType<readonly { readonly type?: string | null; readonly id?: string | null }[] | null | undefined>(
  license.relationships?.users?.data,
);
declare const process: MachineProcess;
expectType<string | number | null | undefined>(process.attributes.pid);

declare const event: WebhookEvent;
expectType<Date>(event.attributes.created);
expectType<string | null | undefined>(event.meta?.idempotencyToken);
expectAssignable<string | null | undefined>(event.attributes.status);

// Other clear secrets are wrapped, too.
declare const pooled: PooledKey;
expectAssignable<Secret<string> | null | undefined>(pooled.attributes.key);
expectNotAssignable<string>(pooled.attributes.key);

expectError(client.releases.artifacts.list());
expectError(client.users.secondFactors.list({ userId: 'u' }));
expectError(client.eventLogs.list({ date: { from: '2026-01-01' } }));
expectError(client.eventLogs.list({ date: '2026-01-01' }));
expectError(client.webhookEvents.list({ events: 'license.created' }));
expectError(client.licenses.list({ expired: 'soon' }));
expectError(client.plans.list({ walk: 'numbered' }));
expectError(client.settings.get());
