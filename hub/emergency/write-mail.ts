import type {EmergencyMail} from '../../src/api/wire/emergency.ts';
import {type CountingDial, type EmergencyCall, countingDial, isUnreached} from '../../src/domain/emergency-call.ts';
import {type EmergencyMailFacts, renderEmergencyMail} from '../../src/domain/emergency-mail.ts';
import type {EmergencyMailSettings} from '../../src/domain/settings.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {AgentDesk} from '../store/organisation-tables.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {correctMails} from './correct-mail.ts';
import {locationOf} from './location-store.ts';
import {type StoredMail, addMail} from './mail-store.ts';

/** Why somebody is to be told: the dial, or responders who ring back where no desk is. */
type Occasion = {readonly key: string; readonly unanswered: boolean; readonly dialId: string | null};

export type MailedCall = {
  readonly call: EmergencyCall;
  readonly dialId: string;
  readonly mailed: readonly string[];
  /** No desk of the agent is connected. */
  readonly deskless: boolean;
  /** Somebody has been told of a dial that then reached nobody. */
  readonly toldWrong: boolean;
};

/**
 * [EM-31] What is to be told of a call that has not been told yet, once each. After the dial and beside it: neither may wait for
 * the other.
 */
export async function writeMails(store: HubStore, mailed: MailedCall): Promise<void> {
  for (const occasion of occasionsOf(mailed)) {
    if (mailed.mailed.includes(occasion.key)) continue;
    await store.decide((work) => writeMail(work, mailed.call, occasion));
  }
  if (mailed.toldWrong) await correctMails(store, mailed.call.id);
}

function occasionsOf({call, dialId, deskless}: MailedCall): readonly Occasion[] {
  const ringing = call.status === 'ringing-back' && deskless;
  return [
    {key: `dial ${dialId}`, unanswered: false, dialId},
    ...(ringing ? [{key: `ring ${call.legs.responder.id}`, unanswered: true, dialId: null}] : []),
  ];
}

const MARK = `
  update emergency_call set mailed = array_append(mailed, $2), contacts = $3
  where id = $1 and not ($2 = any(mailed)) returning id`;

type Agent = {readonly name: string; readonly desk: AgentDesk};

async function writeMail(work: Work, call: EmergencyCall, {key, unanswered, dialId}: Occasion): Promise<void> {
  const agent = await runForOne<Agent>(work, 'select name, desk from agent where id = $1', [call.agentId]);
  const {mail} = work.settings.emergency;
  // A dial is told as what it was; who rings back rings for what counts, whatever test was dialled since ([EC-175]).
  const dial = unanswered ? countingDial(call) : call;
  const recipients = recipientsOf(mail, agent?.desk.emergencyContacts ?? [], dial.test);
  const marked = await run(work, MARK, [call.id, key, recipients.length === 0 ? 'nobody' : 'waiting']);
  // Another hub was first, or the call is forgotten.
  if (agent === null || marked.length === 0) return;
  if (recipients.length > 0) {
    const facts = factsOf(call, dial, {
      agentName: agent.name,
      zone: mail.zone,
      location: await locationOf(work, call.agentId),
      unanswered,
    });
    await addMail(work, {callId: call.id, agentId: call.agentId, recipients, facts, dialId});
  }
  work.wake('emergency');
}

/** [EM-35] The agent's own people, else those of the organisation; a test is for whoever looks after tests. */
export function recipientsOf(
  {contacts, testContacts}: EmergencyMailSettings,
  own: readonly string[],
  test: boolean,
): readonly string[] {
  if (test && testContacts.length > 0) return testContacts;
  return own.length > 0 ? own : contacts;
}

function factsOf(
  call: EmergencyCall,
  {number, test, dialledAt}: CountingDial,
  beside: Pick<EmergencyMailFacts, 'agentName' | 'zone' | 'location' | 'unanswered'>,
): EmergencyMailFacts {
  const {callbackNumber, callbackUntil} = call;
  const notCarried = isUnreached(call);
  return {...beside, number, dialledAt, callbackNumber, callbackUntil, test, notCarried, corrects: false};
}

/** As it is sent, in the words that the organisation has now. */
export function renderMail({recipients, facts, delivery}: StoredMail, settings: EmergencyMailSettings): EmergencyMail {
  const {again} = delivery;
  const rendered = renderEmergencyMail(settings.template, facts, {language: settings.language, again});
  return {to: recipients, ...rendered};
}
