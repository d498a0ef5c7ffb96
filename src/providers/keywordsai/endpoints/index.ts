export { users } from './users.js';
export { usersSearch } from './users-search.js';
export { usersSummary } from './users-summary.js';
