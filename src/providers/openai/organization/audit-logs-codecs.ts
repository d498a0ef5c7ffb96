import * as t from 'io-ts';
import {
  type Fields,
  int,
  jsonObject,
  list,
  nullish,
  openEnum,
  shape,
  unixSeconds,
} from '../../../codec/index.js';

const actorUser = shape('ActorUser', {}, nullish({ id: t.string, email: t.string }));

const actorSession = shape(
  'ActorSession',
  {},
  nullish({
    user: actorUser,
    ip_address: t.string,
    // The others are in the vendor's example only.
    user_agent: t.string,
    ja3: t.string,
    ja4: t.string,
    ip_address_details: jsonObject,
  }),
);

const actorApiKey = shape(
  'ActorApiKey',
  {},
  nullish({
    /** The tracking id of the key, which is not the key. */
    id: t.string,
    type: openEnum('user', 'service_account'),
    user: actorUser,
    service_account: shape('ActorServiceAccount', {}, nullish({ id: t.string })),
  }),
);

/** Who did what an event describes: `type` says which of the two members is there. */
export const auditLogActor = shape(
  'Actor',
  {},
  nullish({
    type: openEnum('session', 'api_key'),
    session: actorSession,
    api_key: actorApiKey,
  }),
);

/** The decoded form of {@link auditLogActor}. */
export type AuditLogActor = t.TypeOf<typeof auditLogActor>;

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
const auditLogDetails = {
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

/** The types of event that the vendor documents; tomorrow there may be others. */
const AUDIT_LOG_EVENT_TYPES = [
  'api_key.created',
  'api_key.updated',
  'api_key.deleted',
  'certificate.created',
  'certificate.updated',
  'certificate.deleted',
  'certificates.activated',
  'certificates.deactivated',
  'checkpoint.permission.created',
  'checkpoint.permission.deleted',
  'external_key.registered',
  'external_key.removed',
  'group.created',
  'group.updated',
  'group.deleted',
  'invite.sent',
  'invite.accepted',
  'invite.deleted',
  'ip_allowlist.created',
  'ip_allowlist.updated',
  'ip_allowlist.deleted',
  'ip_allowlist.config.activated',
  'ip_allowlist.config.deactivated',
  'login.succeeded',
  'login.failed',
  'logout.succeeded',
  'logout.failed',
  'organization.updated',
  'project.created',
  'project.updated',
  'project.archived',
  'project.deleted',
  'rate_limit.updated',
  'rate_limit.deleted',
  'resource.deleted',
  'tunnel.created',
  'tunnel.updated',
  'tunnel.deleted',
  'workload_identity_provider.created',
  'workload_identity_provider.updated',
  'workload_identity_provider.deleted',
  'workload_identity_provider_mapping.created',
  'workload_identity_provider_mapping.updated',
  'workload_identity_provider_mapping.deleted',
  'role.created',
  'role.updated',
  'role.deleted',
  'role.assignment.created',
  'role.assignment.deleted',
  'role.bound_to_resource',
  'role.unbound_from_resource',
  'scim.enabled',
  'scim.disabled',
  'service_account.created',
  'service_account.updated',
  'service_account.deleted',
  'user.added',
  'user.updated',
  'user.deleted',
  'tenant.metadata.updated',
  'tenant.microsoft_entra_mapping.upserted',
  'tenant.microsoft_entra_mapping.deleted',
  'tenant.workload_identity.provider.created',
  'tenant.workload_identity.provider.updated',
  'tenant.workload_identity.provider.archived',
  'tenant.workload_identity.mapping.created',
  'tenant.workload_identity.mapping.updated',
  'tenant.workload_identity.mapping.archived',
  'tenant.workload_identity.binding.created',
  'tenant.workload_identity.principal.provisioned',
  'tenant.workload_identity.access_token.issued',
  'tenant.admin_api_key.created',
  'tenant.admin_api_key.updated',
  'tenant.admin_api_key.deleted',
  'tenant.project_api_key.created',
  'tenant.chatgpt_access_token.revoked',
  'tenant.migration.completed',
  'tenant.sso.migrated',
  'tenant.domains.migrated',
  'tenant.sso_connection.created',
  'tenant.sso_connection.updated',
  'tenant.sso_connection.deleted',
  'tenant.sso_connection.setup.started',
  'tenant.policy.created',
  'tenant.policy.updated',
  'tenant.policy.deleted',
  'tenant.policy.attached',
  'tenant.policy.detached',
  'tenant.principal_authentication_policy.resolved',
  'tenant.scim.setup.started',
  'tenant.scim.deletion.requested',
  'tenant.scim.directory.created',
  'tenant.product_access_policy.updated',
  'tenant.resource_share_grant.created',
  'tenant.resource_share_grant.updated',
  'tenant.resource_share_grant.accepted',
  'tenant.resource_share_grant.declined',
  'tenant.resource_share_grant.revoked',
  'tenant.resource_share_grant.deleted',
  'tenant.service_account.updated',
  'tenant.service_account.deleted',
  'tenant.service_account.token.revoked',
  'tenant.billing.overage_limit.updated',
  'tenant.billing.alerts.updated',
  'tenant.billing.info.updated',
  'tenant.usage_limit.workspace.updated',
  'tenant.usage_limit.group.updated',
  'tenant.usage_limit.user.updated',
  'tenant.usage_limit.increase_request.updated',
  'tenant.usage_limit.increase_request.resolved',
  'tenant.group.created',
  'tenant.group.updated',
  'tenant.group.deleted',
  'tenant.group.member.added',
  'tenant.group.member.removed',
  'tenant.migration_rollout.status.updated',
  'tenant.migration_rollout.tier.updated',
  'tenant.role.metadata.updated',
  'tenant.custom_role.created',
  'tenant.custom_role.updated',
  'tenant.custom_role.deleted',
  'tenant.role_assignment.created',
  'tenant.role_assignment.deleted',
  'tenant.resource_role_assignment.created',
  'tenant.resource_role_assignment.deleted',
  'tenant.resource_access.updated',
  'tenant.resource_access.deleted',
  'tenant.ads_account.onboarding.redemption',
  'tenant.session_policy.created',
  'tenant.session_policy.updated',
  'tenant.session_policy.deleted',
  'tenant.session_revocation.started',
  'tenant.third_party_app_policy.updated',
  'tenant.user.added',
  'tenant.user.updated',
  'tenant.user.removed',
  'tenant.user.looked_up',
  'tenant.user.invited',
  'tenant.membership.revoked',
  'tenant.api_organization_invite.upserted',
  'tenant.api_organization_invite.deleted',
  'tenant.chatgpt_workspace_invite.upserted',
  'tenant.membership.accepted',
  'tenant.membership.declined',
  'tenant.workspace_invite_email_settings.updated',
] as const;

const auditLogProject = shape('AuditLogProject', {}, nullish({ id: t.string, name: t.string }));

/**
 * Something that was done in the organization: an item of `GET /organization/audit_logs`. `type` says what, and which member
 * of the same name holds the details; details of types that the vendor does not document are kept as they come.
 */
export const auditLog = shape(
  'AuditLog',
  {
    id: t.string,
    type: openEnum(...AUDIT_LOG_EVENT_TYPES),
    effective_at: unixSeconds,
  },
  nullish({
    /** Absent or null where the action belongs to no project. */
    project: auditLogProject,
    actor: auditLogActor,
    ...auditLogDetails,
  }),
);

/** The decoded form of {@link auditLog}. */
export type AuditLog = t.TypeOf<typeof auditLog>;
