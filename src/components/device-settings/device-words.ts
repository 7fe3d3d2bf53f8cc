import type {AudioDevice, DeviceKind, DeviceNews, MicrophoneProblem} from '../../services/ports.ts';
import type {BrowserName, DeviceWords} from '../strings/english-devices.ts';
import type {Strings} from '../strings/english.ts';
import {deviceWords} from './late-words.ts';

export type Words = {readonly heading: string; readonly text: string};

/** Why there is no microphone, and what to do in this browser. */
export function problemWords(problem: MicrophoneProblem, browser: BrowserName, strings: Strings): Words {
  const devices = deviceWords(strings);
  const heading = devices.problems[problem];
  if (problem === 'denied' || problem === 'revoked') return {heading, text: devices.allowAgain[browser]};
  return {heading, text: devices.remedies[problem]};
}

/** What became of a device. */
export function newsWords(news: DeviceNews, strings: Strings): Words {
  const devices = deviceWords(strings);
  switch (news.type) {
    case 'back':
      return {heading: devices.back(news.label), text: ''};
    case 'found':
      return {heading: devices.found(news.device.label), text: ''};
    default:
      return {heading: devices.lost(news.label), text: devices.lostNow[lostOf(news.kinds)]};
  }
}

function lostOf(kinds: readonly DeviceKind[]): keyof DeviceWords['lostNow'] {
  const [speaks, hears] = [kinds.includes('microphone'), kinds.includes('speaker')];
  if (speaks && hears) return 'both';
  if (speaks) return 'microphone';
  return hears ? 'speaker' : 'ringtone';
}

/** A device's name; before the microphone is allowed it has none, and is counted. */
export function deviceLabel(device: AudioDevice, place: number, kind: string, strings: Strings): string {
  return device.label === '' ? deviceWords(strings).unnamed(kind, place + 1) : device.label;
}

export type LevelWord = 'silent' | 'quiet' | 'good' | 'loud';

/** 0–1, evenly in decibels: speech into a headset lies in the middle. */
export function levelWord(level: number): LevelWord {
  if (level < 0.12) return 'silent';
  if (level < 0.4) return 'quiet';
  return level < 0.92 ? 'good' : 'loud';
}
