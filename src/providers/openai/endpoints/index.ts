export { adminApiKeys } from './admin-api-keys.js';
export { costs } from './costs.js';
export { projectApiKeys } from './project-api-keys.js';
export { projects } from './projects.js';
export { usageCompletions } from './usage-completions.js';
export { users } from './users.js';
