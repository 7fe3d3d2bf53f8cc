import type {Unsubscribe} from './voice-adapter.ts';

/** A device was plugged in or out. */
export function onDeviceChange(listener: () => void): Unsubscribe {
  if (!('mediaDevices' in navigator)) return () => undefined;
  navigator.mediaDevices.addEventListener('devicechange', listener);
  return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
}
