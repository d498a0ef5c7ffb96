import * as t from 'io-ts';

import { nullable, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

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

export type Certificate = t.TypeOf<typeof certificate>;

/** A certificate of a project: an item of `GET /organization/projects/{project_id}/certificates`. */
export const projectCertificate = certificateOf('ProjectCertificate', 'organization.project.certificate');

export type ProjectCertificate = t.TypeOf<typeof projectCertificate>;
