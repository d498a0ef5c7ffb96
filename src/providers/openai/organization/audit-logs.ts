import { vendorEndpoint, flag, texts, unixRange } from '../../../walk/index.js';
import { auditLog } from './audit-logs-codecs.js';
import { bothWaysParams, byLastIdBothWays, listEnvelope, upTo100 } from './list.js';

/**
 * `GET /organization/audit_logs`: events of the tenant, such as `role.bound_to_resource`, are hidden unless `tenant_only` is
 * true, and then all `event_types` asked for must be of that kind.
 */
export const auditLogs = vendorEndpoint({
  id: 'openai.auditLogs',
  path: '/organization/audit_logs',
  params: {
    ...bothWaysParams,
    effective_at: unixRange('Only events in this range of time.'),
    project_ids: texts('Only events of these projects.'),
    event_types: texts('Only events of these types, for example project.created.'),
    actor_ids: texts(
      'Only events of these actors: ids of users, of service accounts, or tracking ids of API keys.',
    ),
    actor_emails: texts('Only events of users with these e-mail addresses.'),
    resource_ids: texts('Only events on these objects, for example the id of a project.'),
    tenant_only: flag(
      'Only events of the tenant; such events are listed with it only. Vendor default: false.',
    ),
  },
  paging: byLastIdBothWays,
  limits: upTo100,
  envelope: listEnvelope,
  item: auditLog,
  key: ['id'],
  credential: 'adminKey',
  doc: 'What was done in the organization: its audit log.',
  docs: 'https://platform.openai.com/docs/api-reference/audit-logs/list',
});
