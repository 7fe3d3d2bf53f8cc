import type {HubMethod} from '../signalr/index.ts';
import type {Watch} from '../watching/watch.ts';

/** The same methods, each call of one a span and counted by how it ended. Their names are ours; arguments are not looked at. */
export function watched<User>(
  methods: Readonly<Record<string, HubMethod<User>>>,
  watch: Watch,
): Record<string, HubMethod<User>> {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]): [string, HubMethod<User>] => [
      name,
      (connection, received) =>
        watch.span(name, {}, () => counted(name, watch, async () => method(connection, received))),
    ]),
  );
}

async function counted(name: string, watch: Watch, call: () => Promise<unknown>): Promise<unknown> {
  try {
    const answer = await call();
    watch.commanded(name, isRefused(answer) ? 'refused' : 'done');
    return answer;
  } catch (error) {
    watch.commanded(name, 'failed');
    throw error;
  }
}

function isRefused(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'refused';
}
