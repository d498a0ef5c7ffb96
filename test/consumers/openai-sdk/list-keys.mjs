// The vendor's own client walks a project's keys; prints their ids, in order, as JSON. Needs Node >= 22.
import OpenAI from 'openai';

const { BASE_URL, ADMIN_KEY, PROJECT_ID } = process.env;

const client = new OpenAI({ baseURL: BASE_URL, adminAPIKey: ADMIN_KEY, apiKey: null, maxRetries: 0 });

const ids = [];
for await (const key of client.admin.organization.projects.apiKeys.list(PROJECT_ID)) ids.push(key.id);
console.log(JSON.stringify(ids));
