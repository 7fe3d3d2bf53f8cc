import {type DeviceWords, type GoOnlineWords, englishDevices, englishGoOnline} from '../strings/english-devices.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the elements about devices: English, with what a translation says in its place. */
export function deviceWords({devices}: Strings): DeviceWords {
  return {...englishDevices, ...devices};
}

export function goOnlineWords({goOnline}: Strings): GoOnlineWords {
  return {...englishGoOnline, ...goOnline};
}
