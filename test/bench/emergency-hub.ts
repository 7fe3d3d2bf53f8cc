/** A whole hub in a process of its own that gives callback numbers, and forgets emergencies when it is told to. */
import {startTestHub} from '../support/test-hub.ts';

const subjects = process.argv.slice(2);
const emergency = {callbackNumbers: ['+12015550190', '+12015550191', '+12015550192']};
const hub = await startTestHub({organisation: (file) => ({...file, emergency})});
const tokens = Object.fromEntries(
  await Promise.all(
    subjects.map(async (subject) => [subject, await hub.issuer.token(subject, {name: subject})] as const),
  ),
);

process.on('message', (question: unknown) => void answer(question));
process.once('disconnect', () => process.exit(1));
process.send?.({url: hub.url, tokens});

async function answer(question: unknown): Promise<void> {
  if (question === 'stop') {
    await hub.stop();
    process.exit(0);
  }
  if (question === 'forget') {
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
    await hub.query(`notify cordboard_wake, 'emergency'`);
  }
  const {user, system} = process.cpuUsage();
  const errors = hub.log.lines.filter(({level}) => level === 'error').map(({message}) => message);
  const [waiting] = await hub.query<{count: number}>(
    `select count(*)::int as count from contact where status = 'waiting'`,
  );
  process.send?.({cpuSeconds: (user + system) / 1_000_000, errors, waiting: waiting?.count ?? 0});
}
