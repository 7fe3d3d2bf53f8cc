import type {Channel} from '../../src/domain/channel.ts';
import {type WaitingContact, tryLockWaiting} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {lockDueAgent, lockIdleAgent, roomFor} from './agent-room.ts';
import {longestIdle, outlookOf} from './candidates.ts';
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
 * Candidates are read without locks, then locked one by one, skipping those another hub is deciding on, and judged again by
 * a statement of its own: the first read may be older than the lock (design §4). Whom the list names wrongly leaves it.
 */
export async function routeContact(work: Work, contactId: string): Promise<Routed> {
  const waiting = await tryLockWaiting(work, contactId);
  if (waiting === null) return 'none';
  if (waiting.personalAgentId !== null) return offerTo(work, waiting, waiting.personalAgentId);
  if (waiting.lineId === null) return 'none';
  let contended = false;
  for (;;) {
    const agents = await longestIdle(work, waiting.lineId, contactId);
    let stale = 0;
    for (const agentId of agents) {
      const routed = await offerTo(work, waiting, agentId);
      if (routed === 'offered') return routed;
      if (routed === 'none') stale += 1;
      else contended = true;
    }
    // Each round shortens the list, or is the last.
    if (stale === 0) return contended ? 'contended' : 'none';
  }
}

async function offerTo(work: Work, waiting: WaitingContact, agentId: string): Promise<Routed> {
  const {contact, lineId, personalAgentId} = waiting;
  const line = personalAgentId === null ? lineId : null;
  const agent = await lockIdleAgent(work, agentId);
  if (agent === null) return 'contended';
  const room = await roomFor(work, agentId, line);
  if (room?.serves === true && room.channels.includes(contact.channel))
    return (await openOffer(work, waiting, agent, room, null)) ? 'offered' : 'none';
  if (line !== null) await leaveIdleList(work, agentId, line);
  return 'none';
}

/**
 * An agent became free, or something about them changed: the best contact they may take is offered to them, and where
 * nothing waits they stand in the idle lists. Nobody needs to look who is not due: another hub has.
 */
export async function routeAgent(work: Work, agentId: string): Promise<Routed> {
  const agent = await lockDueAgent(work, agentId);
  if (agent === null) return 'contended';
  if (!agent.due) return 'none';
  const outlook = await outlookOf(work, agentId);
  const {channels, candidates} = {channels: outlook?.room.channels ?? [], candidates: outlook?.candidates ?? []};
  let contended = false;
  for (const {id, channel} of candidates) {
    const waiting = await tryLockWaiting(work, id);
    if (waiting === null || outlook === null) {
      contended = true;
      continue;
    }
    const wanted = new Set<Channel>(candidates.filter((each) => each.id !== id).map((each) => each.channel));
    const idleIn = channels.filter((each) => each !== channel && !wanted.has(each));
    if (!(await openOffer(work, waiting, agent, outlook.room, idleIn))) continue;
    // There may be room for another one, of this channel or of one in which something else waits.
    const more = channels.some((each) => (each === channel ? !outlook.room.filling.includes(each) : wanted.has(each)));
    if (more) work.wake(`route-agent:${agentId}`);
    return 'offered';
  }
  await enterIdleLists(work, agentId, channels);
  if (contended) await remainDue(work, agentId);
  return contended ? 'contended' : 'none';
}
