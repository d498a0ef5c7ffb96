import { organizationLists } from './organization.js';
import { platformLists } from './platform.js';

/** The lists by the vendor's resource tree: what becomes the methods of a client. */
export const lists = { ...organizationLists, ...platformLists };
