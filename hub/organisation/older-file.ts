import {createHash} from 'node:crypto';

/**
 * Short and older forms of the organisation file, written out: members as a list, variables by their name alone, and no
 * `agents` at all, in which case the members of queues are people's subjects. What has neither form is left as it is
 * for the schema to judge.
 */
export function writeOut(file: unknown): unknown {
  if (!isRecord(file)) return file;
  const withAgents = 'agents' in file ? file : {...file, agents: agentsOfMembers(file['queues'])};
  return {
    ...withAgents,
    ...each(file, 'queues', (queue) => withMembers(queue, !('agents' in file))),
    ...each(file, 'entryPoints', withNames),
    ...each(file, 'outboundProfiles', withNames),
  };
}

function each(
  file: Record<string, unknown>,
  collection: string,
  change: (item: Record<string, unknown>) => unknown,
): object {
  const items = file[collection];
  return Array.isArray(items)
    ? {[collection]: items.map((item: unknown) => (isRecord(item) ? change(item) : item))}
    : {};
}

function withMembers(queue: Record<string, unknown>, bySubject: boolean): unknown {
  const {members} = queue;
  if (!Array.isArray(members)) return queue;
  const agents = bySubject ? [...new Set(members.map(agentIdOf))] : members;
  return {...queue, members: {agents, teams: []}};
}

function withNames(item: Record<string, unknown>): unknown {
  const {variables} = item;
  if (!Array.isArray(variables)) return item;
  return {...item, variables: variables.map((used: unknown) => (typeof used === 'string' ? {name: used} : used))};
}

function agentsOfMembers(queues: unknown): readonly object[] {
  const all = Array.isArray(queues) ? queues : [];
  const members: unknown[] = all.flatMap((queue: unknown) =>
    isRecord(queue) && Array.isArray(queue['members']) ? queue['members'] : [],
  );
  return [...new Set(members)].flatMap((subject) =>
    typeof subject === 'string' && subject !== '' ? [{id: agentIdOf(subject), subject}] : [],
  );
}

/** A subject may have characters that no id has. */
function agentIdOf(subject: unknown): unknown {
  if (typeof subject !== 'string' || subject === '') return subject;
  if (/^[A-Za-z0-9][A-Za-z0-9._@|:+=~-]{0,99}$/.test(subject)) return subject;
  return `agent-${createHash('sha256').update(subject).digest('hex').slice(0, 16)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
