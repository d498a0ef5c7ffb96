import * as t from 'io-ts';
import { nullable, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, oneOf, segment } from '../../../walk/index.js';
import { byLastId, lastIdParams, listEnvelope, upTo100 } from './list.js';

const certificateDetails = shape(
  'CertificateDetails',
  {},
  nullish({
    /** When the certificate becomes valid. */
    valid_at: unixSeconds,
    expires_at: unixSeconds,
  }),
);

const certificateOf = <K extends string>(name: string, kind: K) =>
  shape(
    name,
    {
      id: t.string,
      name: nullable(t.string),
      /** When the certificate was uploaded. */
      created_at: unixSeconds,
      certificate_details: certificateDetails,
      /** Whether it is active at the level of the list: the organization, or the project. */
      active: t.boolean,
    },
    nullish({
      object: openEnum(kind),
    }),
  );

/** A certificate of the organization: an item of `GET /organization/certificates`. */
export const certificate = certificateOf('Certificate', 'organization.certificate');

/** The decoded form of {@link certificate}. */
export type Certificate = t.TypeOf<typeof certificate>;

/** A certificate of a project: an item of `GET /organization/projects/{project_id}/certificates`. */
export const projectCertificate = certificateOf('ProjectCertificate', 'organization.project.certificate');

/** The decoded form of {@link projectCertificate}. */
export type ProjectCertificate = t.TypeOf<typeof projectCertificate>;

/** `GET /organization/certificates`. */
export const certificates = vendorEndpoint({
  id: 'openai.certificates',
  path: '/organization/certificates',
  params: { ...lastIdParams, order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: desc.') },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: certificate,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The certificates of the organization.',
});

/** `GET /organization/projects/{project_id}/certificates`. */
export const projectCertificates = vendorEndpoint({
  id: 'openai.projects.certificates',
  path: '/organization/projects/{project_id}/certificates',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    ...lastIdParams,
    order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: desc.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectCertificate,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The certificates of one project.',
});
