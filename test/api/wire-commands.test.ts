import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {CommandBodies, CommandName} from '../../src/api/wire/commands.ts';
import {decodeCommand, decodePhoneCommand} from '../../src/api/wire/decode.ts';
import type {PhoneCommandBodies, PhoneCommandName} from '../../src/api/wire/phone.ts';
import {
  BAD_COUNT,
  BAD_FLAG,
  BAD_ID,
  BAD_NUMBER_TEXT,
  BAD_REASON,
  BAD_SDP,
  BAD_TEXT,
  BAD_TIME,
  NOT_TEXT,
  NUMBER,
  assertRefused,
} from './bad-values.ts';

/** What is no target at all; `[DM-28] a target …` has those with a bad field. */
const BAD_TARGET: readonly unknown[] = [undefined, null, NUMBER, Number(NUMBER), true];

type Fields = Readonly<Record<string, readonly unknown[]>>;
type Cases<Bodies> = {readonly [name in keyof Bodies]: {readonly good: Bodies[name]; readonly bad: Fields}};

const onContact = {good: {contactId: 'contact-1'}, bad: {contactId: BAD_ID}};
const onOffer = {good: {offerId: 'offer-1', fence: 0}, bad: {offerId: BAD_ID, fence: BAD_COUNT}};
const WISH = {
  ...{number: '+12015550123', name: 'Ada Ünal', reason: '', queueId: 'billing', assigneeId: null},
  ...{date: '2026-12-01', start: '09:00', end: '10:00', zone: 'Europe/Warsaw'},
};
const BAD_CLOCK = [...NOT_TEXT, NUMBER.repeat(2)];
const BAD_WISH = {
  ...{number: [undefined, 7, NUMBER.repeat(8)], name: BAD_TEXT, reason: BAD_TEXT, assigneeId: [undefined, 7, '']},
  ...{queueId: [...NOT_TEXT, NUMBER.repeat(8)], date: BAD_CLOCK, start: BAD_CLOCK, end: BAD_CLOCK},
  zone: [...NOT_TEXT, NUMBER.repeat(8)],
};
const sdp = 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n';

const COMMANDS: Cases<CommandBodies> = {
  SetPresence: {
    good: {base: 'away', reason: 'lunch'},
    bad: {base: [...NOT_TEXT, '', 'idle', NUMBER], reason: BAD_REASON},
  },
  PresentOffer: onOffer,
  AcceptOffer: onOffer,
  DeclineOffer: onOffer,
  Dial: {good: {number: '+1 (201) 555-0123'}, bad: {number: BAD_NUMBER_TEXT}},
  Redial: onContact,
  SendDigits: {
    good: {contactId: 'contact-1', digits: '0123456789*#ABCD'},
    bad: {contactId: BAD_ID, digits: [...NOT_TEXT, '', 'a', 'E', '1 2', '+', NUMBER.repeat(9)]},
  },
  ClaimSoftphone: {
    good: {deskId: 'desk-1', label: 'Chrome on Windows', takeOver: false},
    bad: {deskId: BAD_ID, label: [...NOT_TEXT, NUMBER.repeat(30)], takeOver: BAD_FLAG},
  },
  ReleaseSoftphone: {good: {deskId: 'desk-1'}, bad: {deskId: BAD_ID}},
  ReportReadiness: {
    good: {deskId: 'desk-1', readiness: {microphone: 'granted', sound: 'unlocked', notifications: 'unsupported'}},
    bad: {deskId: BAD_ID, readiness: [undefined, null, NUMBER]},
  },
  ConfirmLocation: {
    good: {address: '12 Main St, Floor 3, 97201, Portland', country: 'US'},
    bad: {
      address: [...NOT_TEXT, '', '  ', 'Main St\nBcc: all', '\u0001', 'x'.repeat(301)],
      country: [...NOT_TEXT, '', 'us', 'USA', 'U'],
    },
  },
  ForgetLocation: {good: {}, bad: {}},
  DismissMissed: {
    good: {offerIds: ['offer-1']},
    bad: {offerIds: [undefined, NUMBER, Array.from({length: 101}, () => 'offer')]},
  },
  DismissLostCallback: {good: {callbackId: 'callback-1'}, bad: {callbackId: BAD_ID}},
  ConnectEcho: {good: {legId: 'leg-1', epoch: 1, sdp}, bad: {legId: BAD_ID, epoch: BAD_COUNT, sdp: BAD_SDP}},
  EndEcho: {good: {legId: 'leg-1'}, bad: {legId: BAD_ID}},
  SetAgentPresence: {
    good: {agentId: 'agent-1', base: 'away', reason: 'lunch'},
    bad: {agentId: BAD_ID, base: [...NOT_TEXT, '', 'idle', NUMBER], reason: BAD_REASON},
  },
  HoldContact: onContact,
  ResumeContact: onContact,
  MuteContact: onContact,
  UnmuteContact: onContact,
  EndContact: onContact,
  ExtendWrapUp: onContact,
  SubmitWrapUp: {
    good: {contactId: 'contact-1', reasonId: 'resolved', note: ''},
    bad: {contactId: BAD_ID, reasonId: BAD_ID, note: BAD_TEXT},
  },
  ConnectLeg: {
    good: {contactId: 'contact-1', legId: 'leg-1', epoch: 3, sdp},
    bad: {contactId: BAD_ID, legId: BAD_ID, epoch: BAD_COUNT, sdp: BAD_SDP},
  },
  Consult: {
    good: {contactId: 'contact-1', target: {kind: 'agent', agentId: 'agent-2'}, holdsCustomer: true},
    bad: {contactId: BAD_ID, target: BAD_TARGET, holdsCustomer: BAD_FLAG},
  },
  EndConsult: onContact,
  ExitConsult: onContact,
  ToggleConsult: onContact,
  HoldConsult: onContact,
  ResumeConsult: onContact,
  BeginConference: onContact,
  ExitConference: onContact,
  CancelInvitation: {
    good: {contactId: 'contact-1', invitationId: 'consult-1'},
    bad: {contactId: BAD_ID, invitationId: BAD_ID},
  },
  Transfer: {
    good: {contactId: 'contact-1', target: {kind: 'queue', queueId: 'billing'}},
    bad: {contactId: BAD_ID, target: BAD_TARGET},
  },
  CompleteTransfer: onContact,
  SetVariable: {
    good: {contactId: 'contact-1', name: 'reason', value: 'Invoice', version: 1},
    bad: {
      contactId: BAD_ID,
      name: [...NOT_TEXT, NUMBER.repeat(99)],
      value: [undefined, 7, NUMBER.repeat(99)],
      version: BAD_COUNT,
    },
  },
  SuggestWrapUp: {
    good: {contactId: 'contact-1', reasonId: null, note: 'Sent the form'},
    bad: {contactId: BAD_ID, reasonId: BAD_REASON, note: BAD_TEXT},
  },
  Monitor: {good: {contactId: 'contact-1', agentId: 'agent-2'}, bad: {contactId: BAD_ID, agentId: BAD_ID}},
  BargeIn: onContact,
  StopMonitoring: onContact,
  SignOutAgent: {good: {agentId: 'agent-2'}, bad: {agentId: BAD_ID}},
  SignOut: {good: {}, bad: {}},
  ScheduleCallback: {good: {...WISH, contactId: null}, bad: {...BAD_WISH, contactId: [undefined, 7, '']}},
  EditCallback: {
    good: {...WISH, callbackId: 'callback-1', version: 2},
    bad: {...BAD_WISH, callbackId: BAD_ID, version: BAD_COUNT},
  },
  DeleteCallback: {good: {callbackId: 'callback-1', version: 2}, bad: {callbackId: BAD_ID, version: BAD_COUNT}},
  CancelCallback: {good: {callbackId: 'callback-1', version: 2}, bad: {callbackId: BAD_ID, version: BAD_COUNT}},
  MoveCallback: {
    good: {callbackId: 'callback-1', version: 2, queueId: 'claims'},
    bad: {callbackId: BAD_ID, version: BAD_COUNT, queueId: BAD_ID},
  },
  DialEmergency: {good: {number: '911'}, bad: {number: [...NOT_TEXT, NUMBER.repeat(8)]}},
  AnswerEmergency: {good: {callId: 'call-1'}, bad: {callId: BAD_ID}},
  EndEmergency: {good: {callId: 'call-1'}, bad: {callId: BAD_ID}},
  JoinEmergency: {
    good: {callId: 'call-1', legId: 'leg-1', epoch: 1, sdp},
    bad: {callId: BAD_ID, legId: BAD_ID, epoch: BAD_COUNT, sdp: BAD_SDP},
  },
  TakeEmergencyMail: {good: {mailId: 'mail-1', deskId: 'desk-1'}, bad: {mailId: BAD_ID, deskId: BAD_ID}},
  ReportEmergencyMail: {
    good: {mailId: 'mail-1', deskId: 'desk-1', outcome: 'uncertain'},
    bad: {mailId: BAD_ID, deskId: BAD_ID, outcome: [...NOT_TEXT, '', 'perhaps']},
  },
};

const onCall = {good: {callId: 'call-1'}, bad: {callId: BAD_ID}};

const PHONE_COMMANDS: Cases<PhoneCommandBodies> = {
  PlaceCall: {
    good: {to: '+12015550100', name: null, data: {reason: 'Invoice 2231'}},
    bad: {
      to: BAD_NUMBER_TEXT,
      name: [undefined, Number(NUMBER), NUMBER.repeat(23)],
      data: [undefined, null, NUMBER, {[NUMBER]: 'x'}, {'': 'x'}, Object.fromEntries(manyValues())],
      'data.reason': [null, Number(NUMBER), NUMBER.repeat(24)],
    },
  },
  AnswerCall: onCall,
  DeclineCall: onCall,
  HangUpCall: onCall,
  ConnectCall: {good: {callId: 'call-1', epoch: 0, sdp}, bad: {callId: BAD_ID, epoch: BAD_COUNT, sdp: BAD_SDP}},
};

const deadline = {commandId: 'command-1', deadlineAt: '2026-11-20T14:32:07.250Z'};
const ENVELOPE: Fields = {commandId: BAD_ID, deadlineAt: BAD_TIME};
const DEADLINE_AT = Date.UTC(2026, 10, 20, 14, 32, 7, 250);

/** The message with one field replaced; a path goes one object deeper. */
function broken(message: object, path: string, value: unknown): unknown {
  const [field = '', inner] = path.split('.');
  return {...message, [field]: inner === undefined ? value : {[inner]: value}};
}

/** One more than a caller may bring along. */
function manyValues(): [string, string][] {
  return Array.from({length: 31}, (_unused, at) => [`value${at}`, 'x']);
}

/** One sentence: the path, and what was expected there; nothing of what was received. */

function assertFields(good: object, bad: Fields, decode: (received: unknown) => object): void {
  const message = {...deadline, ...good};
  for (const [path, values] of Object.entries({...ENVELOPE, ...bad}))
    for (const value of values) assertRefused(decode(broken(message, path, value)), path);
}

function namesOf<Name extends string>(cases: {readonly [name in Name]: unknown}): Name[] {
  const isName = (name: string): name is Name => Object.hasOwn(cases, name);
  return Object.keys(cases).filter(isName);
}

describe('commands of a desk', () => {
  for (const name of namesOf<CommandName>(COMMANDS)) {
    const {good, bad} = COMMANDS[name];

    it(`[DM-28] ${name} is taken`, () => {
      assert.deepEqual(decodeCommand(name, {...deadline, ...good}), {
        value: {commandId: 'command-1', deadlineAt: DEADLINE_AT, ...good},
      });
    });

    it(`[DM-28] [DM-29] ${name} with a bad field is refused by its path`, () => {
      assertFields(good, bad, (received) => decodeCommand(name, received));
    });

    it(`[DM-30] ${name} with an unknown field is taken without it`, () => {
      assert.deepEqual(
        decodeCommand(name, {...deadline, ...good, addedLater: 1}),
        decodeCommand(name, {...deadline, ...good}),
      );
    });
  }

  it('[DM-28] a presence needs no reason', () => {
    const decoded = decodeCommand('SetPresence', {...deadline, base: 'available', reason: null});
    assert.ok('value' in decoded && decoded.value.reason === null);
  });

  const consult = (target: unknown): object =>
    decodeCommand('Consult', {...deadline, contactId: 'contact-1', target, holdsCustomer: false});

  it('[CO-1] [DM-28] an agent, a queue, an entry point and a number can be named as target, without what is unknown', () => {
    for (const target of [
      {kind: 'agent', agentId: 'agent-2'},
      {kind: 'queue', queueId: 'billing'},
      {kind: 'entry-point', entryPointId: 'sales'},
      {kind: 'dial-number', number: '+12015550123', name: null},
      {kind: 'dial-number', number: '1'.repeat(64), name: 'n'.repeat(250)},
    ]) {
      const decoded = consult({...target, addedLater: 1});
      assert.deepEqual('value' in decoded && decoded.value, {
        commandId: 'command-1',
        deadlineAt: DEADLINE_AT,
        contactId: 'contact-1',
        target,
        holdsCustomer: false,
      });
    }
  });

  it('[DM-28] [DM-29] a target with a bad field is refused by its path', () => {
    for (const kind of [undefined, null, '', 'team', NUMBER])
      assertRefused(consult({kind, agentId: 'a'}), 'target.kind');
    for (const bad of BAD_ID) {
      assertRefused(consult({kind: 'agent', agentId: bad}), 'target.agentId');
      assertRefused(consult({kind: 'queue', queueId: bad}), 'target.queueId');
      assertRefused(consult({kind: 'entry-point', entryPointId: bad}), 'target.entryPointId');
    }
    for (const number of BAD_NUMBER_TEXT)
      assertRefused(consult({kind: 'dial-number', number, name: null}), 'target.number');
    for (const name of [undefined, Number(NUMBER), NUMBER.repeat(23)])
      assertRefused(consult({kind: 'dial-number', number: '1', name}), 'target.name');
  });

  it('[DM-28] the longest values are taken', () => {
    const note = 'x'.repeat(1_024);
    const contactId = 'c'.repeat(64);
    assert.ok('value' in decodeCommand('SubmitWrapUp', {...deadline, contactId, reasonId: 'r', note}));
    assert.ok('value' in decodeCommand('Dial', {...deadline, number: '1'.repeat(64)}));
    const longest = `v=0${'x'.repeat(19_997)}`;
    assert.ok('value' in decodeCommand('ConnectLeg', {...deadline, contactId, legId: 'l', epoch: 0, sdp: longest}));
    assert.ok(
      'malformed' in decodeCommand('ConnectLeg', {...deadline, contactId, legId: 'l', epoch: 0, sdp: `${longest}x`}),
    );
  });
});

describe('commands of a phone', () => {
  for (const name of namesOf<PhoneCommandName>(PHONE_COMMANDS)) {
    const {good, bad} = PHONE_COMMANDS[name];

    it(`[DM-28] ${name} is taken`, () => {
      const decoded = decodePhoneCommand(name, {...deadline, ...good, addedLater: 1});
      assert.deepEqual(decoded, {value: {commandId: 'command-1', deadlineAt: DEADLINE_AT, ...good}});
    });

    it(`[DM-28] [DM-29] ${name} with a bad field is refused by its path`, () => {
      assertFields(good, bad, (received) => decodePhoneCommand(name, received));
    });
  }
});
