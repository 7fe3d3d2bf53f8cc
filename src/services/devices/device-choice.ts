import type {AudioDevice, DeviceKind, DeviceNews, DeviceSlot, MicrophoneProblem} from './device-ports.ts';

/** Chrome's own entry for "whatever the system uses"; that is what choosing nothing means here. */
const SYSTEM_ID = 'default';

/** The devices of a kind, without the entry that stands for none of them. */
export function devicesOf(kind: DeviceKind, listed: readonly MediaDeviceInfo[]): readonly AudioDevice[] {
  const wanted = kind === 'microphone' ? 'audioinput' : 'audiooutput';
  return listed
    .filter((each) => each.kind === wanted && each.deviceId !== '' && each.deviceId !== SYSTEM_ID)
    .map(({deviceId, label, groupId}) => ({id: deviceId, label, groupId}));
}

/**
 * A remembered device among those that are there. Its id changes when the browser forgets the site, its label hardly
 * ever, its group with each start of some browsers: they are asked in this order.
 */
export function findDevice(remembered: AudioDevice, available: readonly AudioDevice[]): AudioDevice | null {
  const {id, label, groupId} = remembered;
  return (
    available.find((each) => each.id === id) ??
    available.find((each) => label !== '' && each.label === label) ??
    available.find((each) => groupId !== '' && each.groupId === groupId && (label === '' || each.label === '')) ??
    null
  );
}

/**
 * The slot after the list of devices changed. A device that is away is remembered all the same; when it is back it is
 * used again, unless the agent wants to stay where the sound went.
 */
export function updateSlot(
  slot: DeviceSlot,
  available: readonly AudioDevice[],
  {staysAfterLoss}: {readonly staysAfterLoss: boolean},
): DeviceSlot {
  if (slot.chosen === null) return {...slot, available, used: null};
  const found = findDevice(slot.chosen, available);
  if (found === null) return {...slot, available, used: null};
  const wasAway = slot.used === null && slot.available.length > 0;
  if (wasAway && staysAfterLoss) return {available, chosen: null, used: null};
  return {available, chosen: found, used: found};
}

type Change = {readonly kind: DeviceKind; readonly before: DeviceSlot; readonly after: DeviceSlot};

/** What to tell of the changes of one look at the devices: a headset that goes takes two of them along, told once. */
export function newsOf(changes: readonly Change[], systemLabel: string | null): DeviceNews | null {
  const lost = changes.filter(
    ({before, after}) => before.used !== null && after.used === null && after.chosen !== null,
  );
  const [first] = lost;
  if (first?.before.used != null) {
    return {type: 'lost', label: first.before.used.label, kinds: lost.map(({kind}) => kind), now: systemLabel};
  }
  const back = changes.filter(
    ({before, after}) =>
      before.chosen !== null && before.used === null && before.available.length > 0 && after.used !== null,
  );
  const [returned] = back;
  if (returned?.after.used != null)
    return {type: 'back', label: returned.after.used.label, kinds: back.map(({kind}) => kind)};
  return foundNews(changes);
}

function foundNews(changes: readonly Change[]): DeviceNews | null {
  const microphones = changes.find(({kind}) => kind === 'microphone');
  if (microphones === undefined || microphones.before.available.every(({label}) => label === '')) return null;
  const known = new Set(microphones.before.available.map(({id}) => id));
  const device = microphones.after.available.find(({id, label}) => !known.has(id) && label !== '');
  return device === undefined || device.id === microphones.after.used?.id ? null : {type: 'found', device};
}

/** What is known when the browser refused the microphone. */
export type Refused = {
  /** Of the error. */
  readonly name: string;
  readonly message: string;
  /** What the browser says of the permission now; null where it does not say. */
  readonly permission: 'granted' | 'denied' | 'prompt' | null;
  /** Whether the page around this frame passes the microphone on; null where the browser does not say. */
  readonly framePassesOn: boolean | null;
};

/** By the names of Media Capture and Streams §10.2; what a name alone leaves open, the permission tells. */
export function problemOf({name, message, permission, framePassesOn}: Refused): MicrophoneProblem {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      if (framePassesOn === false) return 'frame-policy';
      if (/system/i.test(message)) return 'system-denied';
      return permission === 'prompt' ? 'dismissed' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}
