import * as t from 'io-ts';

import { list, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

const inviteProject = shape('InviteProject', {
  id: t.string,
  role: openEnum('member', 'owner'),
});

/** An invitation to the organization: an item of `GET /organization/invites`. */
export const invite = shape(
  'Invite',
  {
    id: t.string,
    email: t.string,
    /** The role in the organization. */
    role: openEnum('owner', 'reader'),
    status: openEnum('accepted', 'expired', 'pending'),
    /** When the invitation was sent. */
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('organization.invite'),
    expires_at: unixSeconds,
    accepted_at: unixSeconds,
    /** The projects that come with acceptance. Documented as always there; the vendor's own example lacks it. */
    projects: list(inviteProject),
  }),
);

export type Invite = t.TypeOf<typeof invite>;
