import type { Observable, OperatorFunction } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import { openai, usageRows, type Listing, type OpenAi } from '../../src/index.js';
import type {
  AdminApiKey,
  BucketEnvelope,
  BucketRow,
  CostsBucket,
  CostsResult,
  ListEnvelope,
  OwnedProjectApiKey,
  Project,
  ProjectApiKey,
  UsageCompletionsBucket,
  User,
} from '../../src/providers/openai/index.js';

declare const org: OpenAi;

// Credentials are text, or functions that return it, now or later; nothing else.
openai({});
openai({ adminKey: process.env['OPENAI_ADMIN_KEY'] });
openai({ adminKey: () => 'key', apiKey: () => Promise.resolve('key') });
expectError(openai({ adminKey: 7 }));
expectError(openai({ adminKeys: 'key' }));
expectError(openai());

// Items and envelopes are inferred.
expectType<Listing<Project, ListEnvelope>>(org.projects.list());
expectType<Listing<ProjectApiKey, ListEnvelope>>(org.projects.apiKeys.list({ project_id: 'p' }));
expectType<Listing<User, ListEnvelope>>(org.users.list({ emails: ['a@b.de'] }));
expectType<Listing<AdminApiKey, ListEnvelope>>(org.adminApiKeys.list({ order: 'asc' }));
expectType<Listing<UsageCompletionsBucket, BucketEnvelope>>(org.usage.completions.list({ start_time: 1 }));
expectType<Listing<CostsBucket, BucketEnvelope>>(org.costs.list({ start_time: new Date() }));
expectType<Listing<OwnedProjectApiKey>>(org.projects.apiKeys.listAll());

// Times are dates, null where the vendor says so; money stays what it was on the wire.
declare const key: ProjectApiKey;
expectType<Date>(key.created_at);
expectType<Date | null>(key.last_used_at);
declare const owned: OwnedProjectApiKey;
expectType<string>(owned.project_id);
declare const cost: CostsResult;
expectAssignable<number | string | undefined>(cost.amount?.value);

// Required parameters are required, and only then must there be an argument at all.
expectError(org.projects.apiKeys.list());
expectError(org.projects.apiKeys.list({}));
expectError(org.costs.list());
expectError(org.costs.list({ end_time: 1 }));
expectError(org.usage.completions.list({}));

// A wrong name, a wrong type, a word that is not documented.
expectError(org.projects.list({ includeArchived: true }));
expectError(org.projects.list({ include_archived: 'true' }));
expectError(org.projects.apiKeys.list({ project_id: 7 }));
expectError(org.projects.apiKeys.list({ project_id: 'p', owner_project_access: 'all' }));
expectError(org.users.list({ emails: 'a@b.de' }));
expectError(org.adminApiKeys.list({ order: 'up' }));
expectError(org.costs.list({ start_time: '2025-01-01' }));
expectError(org.costs.list({ start_time: 1, bucket_width: '1h' }));
expectError(org.usage.completions.list({ start_time: 1, group_by: ['line_item'] }));
expectError(org.users.list({}, { page_size: 10 }));
expectError(org.users.list({}, { pageSize: '10' }));
expectError(org.users.list({}, { onInvalid: 'ignore' }));
expectError(org.projects.apiKeys.listAll({}, { resume: 'token' }));

// Rows keep their type and get the time of their bucket.
expectType<Observable<BucketRow<CostsResult>>>(org.costs.list({ start_time: 1 }).pipe(usageRows()));
declare const rows: OperatorFunction<CostsBucket, BucketRow<CostsResult>>;
expectType<Observable<BucketRow<CostsResult>>>(org.costs.list({ start_time: 1 }).pipe(rows));
