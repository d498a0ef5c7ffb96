import type { Observable, OperatorFunction } from 'rxjs';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import { openai, usageRows, type Listing, type OpenAi } from '../../src/index.js';
import type {
  AdminApiKey,
  AssignedRole,
  AuditLog,
  BucketEnvelope,
  BucketRow,
  CostsBucket,
  CostsResult,
  FileContentEnvelope,
  ListEnvelope,
  Model,
  NextEnvelope,
  OpenAiFile,
  OwnedProjectApiKey,
  PlatformEnvelope,
  Project,
  ProjectApiKey,
  SpendLimit,
  ThreadRunStep,
  UsageCompletionsBucket,
  UsageImagesBucket,
  User,
  VectorStoreFileContent,
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
expectType<number | string | null | undefined>(cost.amount?.value);
// What an item does not insist on may be null or absent.
expectType<string | null | undefined>(key.owner.user?.email);
expectNotAssignable<string>(key.object);

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

// All lists of the organization: items and envelopes are inferred, also below other lists.
expectType<Listing<AuditLog, ListEnvelope>>(
  org.auditLogs.list({ effective_at: { gte: new Date(), lt: 1 }, event_types: ['project.created'] }),
);
expectType<Listing<AssignedRole, NextEnvelope>>(
  org.projects.users.roles.list({ project_id: 'p', user_id: 'u' }),
);
expectType<Listing<UsageImagesBucket, BucketEnvelope>>(
  org.usage.images.list({ start_time: 1, bucket_width: '1h' }),
);
declare const log: AuditLog;
expectType<Date>(log.effective_at);
expectAssignable<string>(log.type);
expectAssignable<string | null | undefined>(log.project?.name);
// A word that the vendor may add passes; the documented ones are suggested.
expectAssignable<AuditLog['type']>('something.new');

// A read is a list of one object, without parameters or with those of its path.
expectType<Listing<SpendLimit, Readonly<Record<string, unknown>>>>(org.spendLimit.get());
expectType<Listing<SpendLimit, Readonly<Record<string, unknown>>>>(
  org.projects.spendLimit.get({ project_id: 'p' }),
);
declare const limit: SpendLimit;
expectType<number>(limit.threshold_amount);
expectAssignable<string>(limit.currency);
expectError(org.spendLimit.list());
expectError(org.projects.spendLimit.get());
expectError(org.models.get());

// The lists that take the other key.
expectType<Listing<ThreadRunStep, PlatformEnvelope>>(
  org.threads.runs.steps.list({ thread_id: 't', run_id: 'r', before: 'step' }),
);
expectType<Listing<Model, PlatformEnvelope>>(org.models.list());
expectType<Listing<VectorStoreFileContent, FileContentEnvelope>>(
  org.vectorStores.files.content.list({ vector_store_id: 'v', file_id: 'f' }),
);
expectType<Listing<OpenAiFile, PlatformEnvelope>>(org.files.list({ purpose: 'a-new-purpose' }));

// A parameter of the path that is missing, an end or a word that is not known, the other spelling of an order.
expectError(org.threads.runs.steps.list({ thread_id: 't' }));
expectError(org.groups.users.list({}));
expectError(org.auditLogs.list({ effective_at: { from: 1 } }));
expectError(org.auditLogs.list({ effective_at: '2025-01-01' }));
expectError(org.auditLogs.list({ tenant_only: 'true' }));
expectError(org.usage.vectorStores.list({ start_time: 1, user_ids: ['u'] }));
expectError(org.evals.runs.list({ eval_id: 'e', status: 'cancelled' }));
expectError(org.fineTuning.checkpoints.permissions.list({ fine_tuned_model_checkpoint: 'c', order: 'asc' }));
expectError(org.files.list({ purpose: 7 }));
expectError(org.models.list({ limit: 3 }));
