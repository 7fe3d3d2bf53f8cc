import type {CommandBodies} from '../../src/api/wire/commands.ts';
import {putLocation, removeLocation, scrub} from '../emergency/location-store.ts';
import {lockAgent} from '../store/agent-store.ts';
import {appendEvent} from '../store/outbox.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type EmergencyCapability, deskSettings} from './desk-settings.ts';

type Whose = {readonly agentId: string; readonly emergency: EmergencyCapability};

/** Keeps where the agent works, and tells their desks. The place before it is forgotten. */
export async function confirmLocation(
  work: Work,
  whose: Whose,
  {address, country}: CommandBodies['ConfirmLocation'],
): Promise<void> {
  await lockAgent(work, whose.agentId);
  await scrub(work, whose.agentId);
  await putLocation(work, whose.agentId, {address: address.trim(), country, confirmedAt: work.now});
  await tell(work, whose);
}

export async function forgetLocation(work: Work, whose: Whose): Promise<void> {
  await lockAgent(work, whose.agentId);
  await removeLocation(work, whose.agentId);
  await tell(work, whose);
}

async function tell(work: Work, {agentId, emergency}: Whose): Promise<void> {
  await appendEvent(work, agentId, {
    type: 'SettingsChanged',
    settings: await deskSettings(work, agentId, emergency),
  });
}
