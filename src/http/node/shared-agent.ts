import type { Agent } from 'undici';

let agent: Agent | undefined;
let loading: Promise<Agent> | undefined;

/** undici is loaded with the first request: that takes ten times as long as the rest of this package. */
const load = async (): Promise<Agent> => {
  const undici = await import('undici');
  agent = new undici.Agent();
  return agent;
};

/** Returns the agent that all clients share, with its connections. */
export const sharedAgent = (): Agent | Promise<Agent> => agent ?? (loading ??= load());
