import * as t from 'io-ts';

import { int, jsonObject, list, nullish, openEnum, shape } from '../../../../codec/index.js';
import type { Fields } from '../../../../codec/index.js';

const texts = list(t.string);

/** Details may all be absent or null: the vendor says what each of them is, not which are always there. */
const details = <P extends Fields>(fields: P) => shape('Details', {}, nullish(fields));

const onlyId = details({ id: t.string });
const named = details({ id: t.string, name: t.string });
const failed = details({ error_code: t.string, error_message: t.string });
const allowlist = details({ id: t.string, name: t.string, allowed_ips: texts });
const withData = <P extends Fields>(data: P) =>
  details({ id: t.string, data: shape('Data', {}, nullish(data)) });
const withChanges = <P extends Fields>(changes: P) =>
  details({ id: t.string, changes_requested: shape('Changes', {}, nullish(changes)) });

const apiKeyUpdated = details({
  id: t.string,
  changes_requested: shape('Changes', {}, nullish({ scopes: texts })),
  /** In the vendor's example instead of `changes_requested`. */
  data: shape('Data', {}, nullish({ scopes: texts })),
});

const organizationUpdated = withChanges({
  title: t.string,
  description: t.string,
  name: t.string,
  threads_ui_visibility: t.string,
  usage_dashboard_visibility: t.string,
  api_call_logging: t.string,
  api_call_logging_project_ids: t.string,
});

const rateLimitUpdated = withChanges({
  max_requests_per_1_minute: int,
  max_tokens_per_1_minute: int,
  max_images_per_1_minute: int,
  max_audio_megabytes_per_1_minute: int,
  max_requests_per_1_day: int,
  batch_1_day_max_input_tokens: int,
});

const roleCreated = details({
  id: t.string,
  role_name: t.string,
  permissions: texts,
  resource_type: t.string,
  resource_id: t.string,
});

const roleUpdated = withChanges({
  role_name: t.string,
  resource_id: t.string,
  resource_type: t.string,
  permissions_added: texts,
  permissions_removed: texts,
  description: t.string,
  metadata: jsonObject,
});

const roleAssignment = details({
  id: t.string,
  principal_id: t.string,
  principal_type: t.string,
  resource_id: t.string,
  resource_type: t.string,
});

const roleBinding = details({
  id: t.string,
  role_id: t.string,
  resource_id: t.string,
  resource_type: t.string,
  permissions: texts,
  workspace_id: t.string,
  connector_id: t.string,
  connector_name: t.string,
  enabled: t.boolean,
  source: openEnum(
    'role_toggle',
    'role_connector_update',
    'role_delete',
    'workspace_permissions',
    'connector_publish',
  ),
});

const id = t.string;
const identity_provider_id = t.string;
const data = jsonObject;
const changes_requested = jsonObject;
const mappingDeleted = details({
  id,
  identity_provider_id,
  project_id: t.string,
  service_account_id: t.string,
});

/** The details of an event, under a member that is named like its type: one for each type whose details are documented. */
export const auditLogDetails = {
  'api_key.created': withData({ scopes: texts }),
  'api_key.updated': apiKeyUpdated,
  'api_key.deleted': onlyId,
  'checkpoint.permission.created': withData({ project_id: t.string, fine_tuned_model_checkpoint: t.string }),
  'checkpoint.permission.deleted': onlyId,
  'external_key.registered': details({ id, data }),
  'external_key.removed': onlyId,
  'group.created': withData({ group_name: t.string }),
  'group.updated': withChanges({ group_name: t.string }),
  'group.deleted': onlyId,
  'scim.enabled': onlyId,
  'scim.disabled': onlyId,
  'invite.sent': withData({ email: t.string, role: t.string }),
  'invite.accepted': onlyId,
  'invite.deleted': onlyId,
  'ip_allowlist.created': allowlist,
  'ip_allowlist.updated': details({ id, allowed_ips: texts }),
  'ip_allowlist.deleted': allowlist,
  'ip_allowlist.config.activated': details({ configs: list(named) }),
  'ip_allowlist.config.deactivated': details({ configs: list(named) }),
  'login.succeeded': jsonObject,
  'login.failed': failed,
  'logout.succeeded': jsonObject,
  'logout.failed': failed,
  'organization.updated': organizationUpdated,
  'project.created': withData({ name: t.string, title: t.string }),
  'project.updated': withChanges({ title: t.string }),
  'project.archived': onlyId,
  'project.deleted': onlyId,
  'rate_limit.updated': rateLimitUpdated,
  'rate_limit.deleted': onlyId,
  'role.created': roleCreated,
  'role.updated': roleUpdated,
  'role.deleted': onlyId,
  'role.assignment.created': roleAssignment,
  'role.assignment.deleted': roleAssignment,
  'role.bound_to_resource': roleBinding,
  'role.unbound_from_resource': roleBinding,
  'service_account.created': withData({ role: t.string }),
  'service_account.updated': withChanges({ role: t.string }),
  'service_account.deleted': onlyId,
  'workload_identity_provider.created': details({ id, data }),
  'workload_identity_provider.updated': details({ id, changes_requested }),
  'workload_identity_provider.deleted': named,
  'workload_identity_provider_mapping.created': details({ id, identity_provider_id, data }),
  'workload_identity_provider_mapping.updated': details({ id, identity_provider_id, changes_requested }),
  'workload_identity_provider_mapping.deleted': mappingDeleted,
  'user.added': withData({ role: t.string }),
  'user.updated': withChanges({ role: t.string }),
  'user.deleted': onlyId,
  'certificate.created': named,
  'certificate.updated': named,
  'certificate.deleted': details({ id, name: t.string, certificate: t.string }),
  'certificates.activated': details({ certificates: list(named) }),
  'certificates.deactivated': details({ certificates: list(named) }),
};
