/** A whole hub in a process of its own whose site takes requests for callbacks; its proofs are handed out on request. */
import {CONSENT, hubForRequests, proofFor} from '../hub/callbacks/request-world.ts';

const hub = await hubForRequests();

process.on('message', (question: unknown) => void answer(question));
process.once('disconnect', () => process.exit(1));
process.send?.({url: hub.url, consent: CONSENT.version});

async function answer(question: unknown): Promise<void> {
  if (question === 'stop') {
    await hub.stop();
    process.exit(0);
  }
  if (typeof question === 'number') {
    const proofs: string[] = [];
    for (let at = 0; at < question; at += 1) proofs.push(await proofFor(hub));
    process.send?.({proofs});
    return;
  }
  const {user, system} = process.cpuUsage();
  const [kept] = await hub.query<{count: number}>('select count(*)::int as count from callback');
  const errors = hub.log.lines.filter(({level}) => level === 'error').map(({message}) => message);
  process.send?.({cpuSeconds: (user + system) / 1_000_000, callbacks: kept?.count ?? 0, errors});
}
