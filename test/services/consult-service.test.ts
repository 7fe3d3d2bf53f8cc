import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {CommandBodies, CommandName} from '../../src/api/wire/commands.ts';
import {NO_EMERGENCIES} from '../../src/api/wire/emergency.ts';
import type {HubEvent, HubEventBody, Snapshot} from '../../src/api/wire/events.ts';
import type {LostCallback} from '../../src/api/wire/callbacks.ts';
import {callbackView} from '../support/callback-choices.ts';
import {HubConsultService} from '../../src/services/hub-consult-service.ts';
import {NOW, SETTINGS, connectedContact, wrapUpContact} from '../support/component-contacts.ts';
import {COLLEAGUE, TARGETS} from '../support/consult-contacts.ts';

/** A hub that takes every command, keeps it, and lists the same targets to everybody. */
function hub() {
  const sent: [CommandName, unknown][] = [];
  const service = new HubConsultService({
    send: async (name: CommandName, body: CommandBodies[CommandName]) => {
      sent.push([name, body]);
      return {status: 'refused', code: 'no-consult'} as const;
    },
    ask: async () => TARGETS as never,
  });
  return {service, sent};
}

let seq = 0;

function event(body: HubEventBody): HubEvent {
  seq += 1;
  return {seq, occurredAt: NOW, ...body};
}

const contact = connectedContact();
const failed = () => event({type: 'ConsultFailed', contact, target: COLLEAGUE, reason: 'no-answer'});

function snapshot(
  missed: readonly HubEvent[],
  contacts = [contact],
  lostCallbacks: readonly LostCallback[] = [],
): Snapshot {
  return {
    protocol: 3,
    now: NOW,
    seq: 1,
    agent: {id: 'agent-1', name: 'Mira', presence: {base: 'available', reason: null, since: NOW}, emergencySince: null},
    offers: [],
    contacts,
    settings: SETTINGS,
    missed,
    missedContacts: [],
    lostCallbacks,
    softphone: null,
    emergencies: NO_EMERGENCIES,
  };
}

describe('callbacks that are out of an agent’s hands', () => {
  const lost = (id: string, loss: LostCallback['loss']): LostCallback => ({
    callback: callbackView({id, kind: 'personal'}),
    loss,
    lostAt: NOW,
  });
  const told = ({service}: ReturnType<typeof hub>) =>
    service.news.value.map((each) => (each.kind === 'callback-lost' ? [each.contactId, each.loss] : [each.kind]));

  it('[PK-130] [CB-60] are news as they come, one for each callback; what else becomes of one is none', () => {
    const desk = hub();
    desk.service.handleEvent(event({type: 'CallbackChanged', callback: callbackView({status: 'kept'})}));
    assert.deepEqual(told(desk), []);
    desk.service.handleEvent(event({type: 'CallbackLost', lost: lost('cb-1', 'to-queue')}));
    desk.service.handleEvent(event({type: 'CallbackLost', lost: lost('cb-2', 'expired')}));
    assert.deepEqual(told(desk), [
      ['cb-1', 'to-queue'],
      ['cb-2', 'expired'],
    ]);
    desk.service.handleEvent(event({type: 'CallbackLost', lost: lost('cb-1', 'unreached')}));
    assert.deepEqual(told(desk), [
      ['cb-2', 'expired'],
      ['cb-1', 'unreached'],
    ]);
  });

  it('[PK-180] are those that the hub keeps, whatever else is over; one that another page put away is gone', () => {
    const desk = hub();
    desk.service.handleSnapshot(snapshot([], [], [lost('cb-1', 'to-queue'), lost('cb-2', 'expired')]));
    assert.deepEqual(told(desk), [
      ['cb-1', 'to-queue'],
      ['cb-2', 'expired'],
    ]);
    desk.service.handleEvent(event({type: 'LostCallbackDismissed', callbackId: 'cb-1'}));
    assert.deepEqual(told(desk), [['cb-2', 'expired']]);
    // It was put away elsewhere while there was no connection.
    const missed = event({type: 'CallbackLost', lost: lost('cb-3', 'expired')});
    desk.service.handleSnapshot(snapshot([missed], [], [lost('cb-4', 'unreached')]));
    assert.deepEqual(told(desk), [['cb-4', 'unreached']]);
  });

  it('[PK-180] are put away at the hub, and only they', () => {
    const desk = hub();
    desk.service.handleSnapshot(snapshot([], [contact], [lost('cb-1', 'to-queue')]));
    desk.service.handleEvent(failed());
    desk.service.dismissNews('cb-1');
    desk.service.dismissNews(desk.service.news.value[0]?.id ?? '');
    assert.deepEqual(told(desk), []);
    assert.deepEqual(desk.sent, [['DismissLostCallback', {callbackId: 'cb-1'}]]);
  });
});

describe('the service of calls of several', () => {
  it('[CO-54] [CO-57] [CF-14] each of its commands carries the contact, and a refusal is its outcome', async () => {
    const {service, sent} = hub();
    const wish = {kind: 'agent', agentId: 'agent-2'} as const;
    const outcomes = [
      await service.consult('c', wish, false),
      await service.endConsult('c'),
      await service.exitConsult('c'),
      await service.toggle('c'),
      await service.holdConsult('c'),
      await service.resumeConsult('c'),
      await service.beginConference('c'),
      await service.exitConference('c'),
      await service.cancelInvitation('c', 'i'),
      await service.transfer('c', wish),
      await service.completeTransfer('c'),
      await service.suggestWrapUp('c', null, 'note'),
      await service.bargeIn('c'),
      await service.stopMonitoring('c'),
    ];
    assert.deepEqual(sent, [
      ['Consult', {contactId: 'c', target: wish, holdsCustomer: false}],
      ['EndConsult', {contactId: 'c'}],
      ['ExitConsult', {contactId: 'c'}],
      ['ToggleConsult', {contactId: 'c'}],
      ['HoldConsult', {contactId: 'c'}],
      ['ResumeConsult', {contactId: 'c'}],
      ['BeginConference', {contactId: 'c'}],
      ['ExitConference', {contactId: 'c'}],
      ['CancelInvitation', {contactId: 'c', invitationId: 'i'}],
      ['Transfer', {contactId: 'c', target: wish}],
      ['CompleteTransfer', {contactId: 'c'}],
      ['SuggestWrapUp', {contactId: 'c', reasonId: null, note: 'note'}],
      ['BargeIn', {contactId: 'c'}],
      ['StopMonitoring', {contactId: 'c'}],
    ]);
    assert.ok(outcomes.every((each) => each.status === 'refused' && each.code === 'no-consult'));
    assert.deepEqual(await service.listTargets('c', 'consult'), TARGETS);
  });

  it('[CO-43] that a consult failed is news until it is put away, or somebody is asked again', () => {
    const {service} = hub();
    service.handleEvent(failed());
    const [news] = service.news.value;
    assert.ok(news?.kind === 'consult-failed' && news.reason === 'no-answer' && news.at === NOW);
    service.dismissNews(news.id);
    assert.deepEqual(service.news.value, []);
    service.handleEvent(failed());
    service.handleEvent(event({type: 'ConsultRequested', contact: {...contact, id: 'another'}}));
    assert.equal(service.news.value.length, 1);
    service.handleEvent(event({type: 'ConsultRequested', contact}));
    assert.deepEqual(service.news.value, []);
  });

  it('[CO-62] [CF-10] [CF-33] news goes with its contact, but for that of nobody being left to hear', () => {
    const {service} = hub();
    service.handleEvent(event({type: 'CustomerLeft', contact}));
    service.handleEvent(event({type: 'ControlPassed', contact}));
    service.handleEvent(event({type: 'MonitoringMoved', contactId: contact.id, agentName: null}));
    const kinds = () => service.news.value.map(({kind}) => kind);
    assert.deepEqual(kinds(), ['customer-left', 'control-passed', 'monitoring-moved']);
    service.handleEvent(event({type: 'ContactReleased', contactId: contact.id}));
    assert.deepEqual(kinds(), ['monitoring-moved']);
    service.handleSignedOut();
    assert.deepEqual(kinds(), []);
  });

  it('[EL-74] control is no news any more once the customer has left, nor their leaving once all is over', () => {
    const {service} = hub();
    const kinds = () => service.news.value.map(({kind}) => kind);
    service.handleEvent(event({type: 'ControlPassed', contact}));
    service.handleEvent(event({type: 'ControlPassed', contact: {...contact, id: 'another'}}));
    service.handleEvent(event({type: 'CustomerLeft', contact}));
    assert.deepEqual(kinds(), ['control-passed', 'customer-left']);
    const {id} = contact;
    service.handleEvent(event({type: 'ContactEnded', contact: {...wrapUpContact(), id}}));
    assert.deepEqual(
      service.news.value.map(({contactId}) => contactId),
      ['another'],
    );
  });

  it('[EL-58] the same news again takes the place of the older one, and five are the most', () => {
    const {service} = hub();
    service.handleEvent(failed());
    service.handleEvent(failed());
    assert.equal(service.news.value.length, 1);
    for (let at = 0; at < 9; at += 1)
      service.handleEvent(event({type: 'CustomerLeft', contact: {...contact, id: `c${at}`}}));
    assert.deepEqual(
      service.news.value.map(({contactId}) => contactId),
      ['c4', 'c5', 'c6', 'c7', 'c8'],
    );
  });

  it('[EL-58] what happened without a connection is news too, of contacts that are still there', () => {
    const {service} = hub();
    service.handleSnapshot(snapshot([failed()]));
    assert.equal(service.news.value.length, 1);
    service.handleSnapshot(snapshot([], []));
    assert.deepEqual(service.news.value, []);
  });

  it('[EL-59] who speaks is known by contact, and forgotten with it and with the connection', () => {
    const {service} = hub();
    service.handleSpeaking({contactId: 'a', participantIds: ['p']});
    service.handleSpeaking({contactId: 'b', participantIds: ['q']});
    assert.deepEqual(service.speaking.value.get('a'), ['p']);
    service.handleEvent(event({type: 'ContactReleased', contactId: 'a'}));
    assert.deepEqual([...service.speaking.value.keys()], ['b']);
    service.handleSnapshot(snapshot([]));
    assert.equal(service.speaking.value.size, 0);
  });
});
