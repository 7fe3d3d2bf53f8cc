import type {PhoneView} from 'cordboard/phone';
import {findByNumber} from './crm-accounts.ts';

const CONNECTION: Readonly<Record<PhoneView['connection'], string>> = {
  connecting: 'Looking for the network…',
  connected: 'On the network',
  reconnecting: 'Network lost, looking for it…',
  refused: 'The network refused this number',
};

const ENDED: Readonly<Record<string, string>> = {
  busy: 'Busy',
  declined: 'Declined',
  'no-answer': 'No answer',
  unobtainable: 'This number cannot be reached',
  failed: 'The call failed',
};

const REFUSALS: Readonly<Record<string, string>> = {
  'invalid-number': 'That is no telephone number.',
  unobtainable: 'This number cannot be reached.',
  closed: 'Nobody answers this number at this time.',
  'contact-gone': 'The call is over already.',
  'emergency-not-carried': 'No emergency call leaves this simulated network. In an emergency use another telephone.',
};

/** Brings the page in line with the phone. Called often, so it writes only what changed. */
export function draw(view: PhoneView, talkedMs: number | null): void {
  const name = viewName(view);
  const phone = element('phone');
  if (phone !== null && phone.dataset['view'] !== name) changeView(phone, name);
  write('connection', CONNECTION[view.connection]);
  write('peer', view.call === null || name === 'idle' ? '' : pretty(view.call.peer));
  write('phase', phase(view));
  const timer = element('timer');
  if (timer !== null) timer.hidden = talkedMs === null;
  write('timer', clock(talkedMs ?? 0));
  write('mute', view.muted ? 'Unmute' : 'Mute');
  element('mute')?.setAttribute('aria-pressed', String(view.muted));
  const call = document.querySelector<HTMLButtonElement>('#call');
  if (call !== null) call.disabled = view.connection !== 'connected';
}

/** The buttons of the view before go away; a focus that was on one of them goes to the first of the new ones. */
function changeView(phone: HTMLElement, name: string): void {
  const focused = document.activeElement;
  phone.dataset['view'] = name;
  if (focused === null || !phone.contains(focused) || focused.getClientRects().length > 0) return;
  const buttons = [...phone.querySelectorAll<HTMLElement>('.actions button')];
  buttons.find((each) => each.getClientRects().length > 0)?.focus();
}

export function showProblem(text: string | null): void {
  const problem = element('problem');
  if (problem !== null) problem.hidden = text === null;
  write('problem', text ?? '');
}

/** What the person has to know about the phone itself; null when nothing. */
export function problemOf({error, audio}: PhoneView): string | null {
  if (error !== null) return error;
  if (audio.status === 'autoplay-blocked')
    return 'Click anywhere to hear the call: the browser wants that after a reload.';
  return audio.status === 'failed' ? audio.error.message : null;
}

export function refusalText(code: string): string {
  return REFUSALS[code] ?? `The network refused this (${code}).`;
}

export function field(id: string): string {
  return document.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
}

/** The number to call: a line of the contact centre, or what was typed. */
export function readTarget(): string {
  return document.querySelector<HTMLSelectElement>('#line-select')?.value || field('to-number');
}

function viewName({call}: PhoneView): 'idle' | 'incoming' | 'outgoing' | 'connected' {
  if (call === null || call.status === 'ended') return 'idle';
  if (call.status === 'connected') return 'connected';
  return call.direction === 'incoming' ? 'incoming' : 'outgoing';
}

function phase({call}: PhoneView): string {
  if (call === null) return '';
  if (call.status === 'ended') return ENDED[call.endReason ?? ''] ?? 'Call ended';
  if (call.status === 'connected') return 'Connected';
  return call.direction === 'incoming' ? 'is calling you' : 'Calling…';
}

/** What a responder, who alone has a number this short, sees of an agent is the number to ring back on. */
export function ringBackNumber({number, call}: PhoneView): string | null {
  return number.length < 5 && call !== null && call.peer !== '' ? call.peer : null;
}

function pretty(number: string): string {
  const known = findByNumber(number);
  if (known !== undefined) return known.name;
  if (/555010[013]$/.test(number)) return 'Northwind Utilities';
  return number;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function write(id: string, text: string): void {
  const target = element(id);
  if (target !== null && target.textContent !== text) target.textContent = text;
}

function element(id: string): HTMLElement | null {
  return document.getElementById(id);
}
