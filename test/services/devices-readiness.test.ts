import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {SdkError} from '../../src/api/errors.ts';
import type {CommandBodies} from '../../src/api/wire/commands.ts';
import type {AttentionState, ConnectionState, DeviceState} from '../../src/services/ports.ts';
import type {EmergencyFindings} from '../../src/domain/emergency-readiness.ts';
import {ReadinessReport} from '../../src/services/devices/readiness-report.ts';
import {WritableStore} from '../../src/services/store.ts';

const SLOT = {available: [], chosen: null, used: null};

function startReport() {
  const told: CommandBodies['ReportReadiness'][] = [];
  const hub = {here: true, fails: false};
  const connection = new WritableStore<ConnectionState>({status: 'connecting'});
  const devices = new WritableStore<DeviceState>({
    microphone: SLOT,
    speaker: SLOT,
    ringtone: SLOT,
    outputsSelectable: true,
    permission: {status: 'unknown'},
    news: null,
  });
  const attention = new WritableStore<AttentionState>({
    ring: 'quiet',
    sound: 'blocked',
    notifications: 'unknown',
    autoAnswer: null,
  });
  const emergency = new WritableStore<EmergencyFindings | null>(null);
  const report = new ReadinessReport({
    emergency,
    hub: {
      send: async (_name: string, body: object) => {
        told.push(body as CommandBodies['ReportReadiness']);
        if (hub.fails) throw new SdkError('hub-timeout', 'The hub did not answer.');
        return {status: 'done', result: null} as never;
      },
    },
    deskId: 'desk-1',
    connection,
    devices,
    attention,
    soundHere: () => hub.here,
  });
  const permit = (status: 'granted' | 'asking') => devices.set({...devices.value, permission: {status}});
  return {report, told, hub, connection, devices, attention, emergency, permit};
}

/** What is told is told after the click's own changes are through. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what is told to the hub', () => {
  it('[DV-13] once connected, and once for each change, however many stores it moves', async () => {
    const {told, connection, attention, devices, permit, report} = startReport();
    permit('asking');
    await turn();
    assert.deepEqual(told, []);
    connection.set({status: 'connected'});
    await turn();
    assert.deepEqual(told, [
      {deskId: 'desk-1', readiness: {microphone: 'unknown', sound: 'blocked', notifications: 'unknown'}},
    ]);
    permit('granted');
    attention.set({...attention.value, sound: 'unlocked', notifications: 'granted'});
    await turn();
    assert.deepEqual(told.slice(1), [
      {deskId: 'desk-1', readiness: {microphone: 'granted', sound: 'unlocked', notifications: 'granted'}},
    ]);
    attention.set({...attention.value, ring: 'ringing'});
    devices.set({...devices.value, news: {type: 'back', label: 'Jabra', kinds: ['microphone']}});
    await turn();
    assert.equal(told.length, 2, 'a ring or a headset changes nothing of it');
    report.dispose();
    permit('asking');
    await turn();
    assert.equal(told.length, 2);
  });

  it('[EC-84] with what stands between the agent and help, once that is known and when it changes', async () => {
    const {told, connection, emergency, report} = startReport();
    connection.set({status: 'connected'});
    await turn();
    assert.equal(told[0]?.readiness.emergency, undefined);
    const found: EmergencyFindings = {location: 'located', country: 'DK', mailbox: 'signed-out'};
    emergency.set(found);
    await turn();
    emergency.set({...found});
    await turn();
    assert.deepEqual(
      told.slice(1).map(({readiness}) => readiness.emergency),
      [found],
    );
    report.dispose();
  });

  it('[DV-13] by the page with the sound only, again for the next agent, and again when the hub did not hear', async () => {
    const {told, hub, connection, attention, permit} = startReport();
    hub.here = false;
    connection.set({status: 'connected'});
    await turn();
    assert.equal(told.length, 0);
    hub.here = true;
    hub.fails = true;
    permit('granted');
    await turn();
    assert.equal(told.length, 1);
    hub.fails = false;
    attention.set({...attention.value, ring: 'ringing'});
    await turn();
    assert.equal(told.length, 2);
    connection.set({status: 'signed-out', reason: 'agent'});
    await turn();
    connection.set({status: 'connected'});
    await turn();
    assert.equal(told.length, 3);
  });
});
