/** A whole hub in a process of its own, so that its CPU time is not that of the desks and phones that use it. */
import {startTestHub} from '../support/test-hub.ts';

const subjects = process.argv.slice(2);
const hub = await startTestHub();
const tokens = Object.fromEntries(
  await Promise.all(
    subjects.map(async (subject) => [subject, await hub.issuer.token(subject, {name: subject})] as const),
  ),
);

process.on('message', (question: unknown) => void answer(question));
process.once('disconnect', () => process.exit(1));
process.send?.({url: hub.url, tokens});

async function answer(question: unknown): Promise<void> {
  if (question === 'usage') {
    const {user, system} = process.cpuUsage();
    const errors = hub.log.lines.filter(({level}) => level === 'error').map(({message}) => message);
    process.send?.({cpuSeconds: (user + system) / 1_000_000, errors});
    return;
  }
  await hub.stop();
  process.exit(0);
}
