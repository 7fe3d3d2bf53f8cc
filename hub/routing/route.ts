import {putOffAtNight} from '../callbacks/postpone-callback.ts';
import {type WaitingContact, tryLockWaiting} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {lockAgentFacts} from './agent-facts.ts';
import {longestIdle, waitingFor} from './candidates.ts';
import {enterIdleLists, leaveIdleList, remainDue} from './idle-list.ts';
import {openOffer} from './open-offer.ts';

/**
 * What came of looking: an offer, nobody and nothing that fits, or somebody else had the row that would have fitted. In
 * that case it is worth looking again as soon as they are done.
 */
export type Routed = 'offered' | 'none' | 'contended';

/**
 * A contact arrived: the longest-idle agent of its line gets it.
 *
 * Candidates are read without locks, then locked one by one, skipping those another hub is deciding on, and judged by what
 * is read with the lock (design §4). Whom the list names wrongly leaves it.
 */
export async function routeContact(work: Work, contactId: string): Promise<Routed> {
  const waiting = await tryLockWaiting(work, contactId);
  if (waiting === null) return 'none';
  const held = await putOffAtNight(work, waiting.contact);
  if (held !== null) return held === 'contended' ? held : 'none';
  if (waiting.personalAgentId !== null) return offerTo(work, waiting, waiting.personalAgentId, null);
  if (waiting.lineId === null) return 'none';
  let contended = false;
  for (;;) {
    let stale = 0;
    for (const agentId of await longestIdle(work, waiting.lineId, contactId)) {
      const routed = await offerTo(work, waiting, agentId, waiting.lineId);
      if (routed === 'offered') return routed;
      if (routed === 'none') stale += 1;
      else contended = true;
    }
    // Each round shortens the list, or is the last.
    if (stale === 0) return contended ? 'contended' : 'none';
  }
}

async function offerTo(work: Work, waiting: WaitingContact, agentId: string, lineId: number | null): Promise<Routed> {
  const agent = await lockAgentFacts(work, agentId, lineId, false);
  if (agent === null) return 'contended';
  if (agent.serves && agent.room.open.includes(waiting.contact.channel)) {
    await openOffer(work, waiting, agent, []);
    return 'offered';
  }
  if (lineId !== null) await leaveIdleList(work, agentId, lineId);
  return 'none';
}

/**
 * An agent became free, or something about them changed: the best contact they may take is offered to them, and where
 * nothing waits they stand in the idle lists. Nobody needs to look who is not due: another hub has.
 */
export async function routeAgent(work: Work, agentId: string): Promise<Routed> {
  const agent = await lockAgentFacts(work, agentId, null, true);
  if (agent === null) return 'contended';
  if (!agent.due) return 'none';
  const {open, last} = agent.room;
  const candidates = await waitingFor(work, agentId, open);
  for (const {id, channel} of candidates) {
    const waiting = await tryLockWaiting(work, id);
    if (waiting === null || (await putOffAtNight(work, waiting.contact)) !== null) continue;
    const wanted = new Set(candidates.filter((each) => each.id !== id).map((each) => each.channel));
    await openOffer(
      work,
      waiting,
      agent,
      open.filter((each) => each !== channel && !wanted.has(each)),
    );
    // There may be room for another one, of this channel or of one in which something else waits.
    if (open.some((each) => (each === channel ? !last.includes(each) : wanted.has(each))))
      work.wake(`route-agent:${agentId}`);
    return 'offered';
  }
  await enterIdleLists(work, agentId, open);
  if (candidates.length === 0) return 'none';
  await remainDue(work, agentId);
  return 'contended';
}
