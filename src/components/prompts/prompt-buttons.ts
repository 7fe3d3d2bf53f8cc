import {html, type TemplateResult} from 'lit';
import {type PromptDeed, promptKey} from '../../services/ports.ts';
import {SettingUndoRequestEvent} from '../admin-view/admin-view.events.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {type ActionButton, actionButton} from '../templates/action-button.ts';
import {type PromptSide, type Typed, placeName} from './prompt-context.ts';
import {
  PromptListenRequestEvent,
  PromptResetRequestEvent,
  PromptSpeakRequestEvent,
  PromptStopRequestEvent,
  PromptUndoRequestEvent,
  PromptUploadRequestEvent,
} from './prompts.events.ts';

const IDLE: CommandState = {status: 'idle'};
const PENDING: CommandState = {status: 'pending', slow: false};
const ACCEPTED = '.wav,.ogg,.opus,audio/wav,audio/ogg';

/** What can be done with a prompt in a language. Every button keeps its place; what does not work now says why. */
export function promptButtons(side: PromptSide, typed: Typed): TemplateResult<1> {
  const {prompt, words, ask} = side;
  const button = (deed: PromptDeed, label: string, more: Omit<ActionButton, 'part' | 'label'>): TemplateResult<1> =>
    actionButton({
      part: `${deed}-${prompt.name}-${prompt.language}`,
      label,
      name: words.of(label, placeName(side)),
      ...more,
      ...busyOr(side, deed, more.why ?? null),
    });
  return html`${listenButton(side)}
    ${button('speak', words.speak, {
      icon: 'chat',
      why: whyNotSpeak(side, typed),
      onPress: () => ask(new PromptSpeakRequestEvent(prompt, typed.tidy)),
    })}
    ${button('upload', words.upload, {icon: 'upload', onPress: chooseFile})}
    <input
      id="file-${prompt.name}-${prompt.language}"
      type="file"
      hidden
      accept=${ACCEPTED}
      @change=${(event: Event) => takeFile(event, side)}
    />
    <span class="back"
      >${button('undo', words.undo, {
        icon: 'undo',
        look: 'quiet',
        why: canUndo(side, typed) ? null : words.nothingToUndo,
        onPress: () =>
          ask(typed.unsaved ? new SettingUndoRequestEvent([promptKey(prompt)]) : new PromptUndoRequestEvent(prompt)),
      })}
      ${button('reset', words.own, {
        icon: 'reload',
        look: 'quiet',
        why: prompt.origin === 'built-in' ? words.isOwn : null,
        onPress: () => ask(new PromptResetRequestEvent(prompt)),
      })}</span
    >`;
}

function listenButton(side: PromptSide): TemplateResult<1> {
  const {prompt, listening, words, ask} = side;
  const isHere = listening.status !== 'quiet' && listening.key === promptKey(prompt);
  const playing = isHere && listening.status === 'playing';
  const label = playing ? words.stop : words.listen;
  return html`<span class="listen"
    >${actionButton({
      part: `listen-${prompt.name}-${prompt.language}`,
      label,
      name: words.of(label, placeName(side)),
      icon: playing ? 'stop' : 'play',
      ...(playing ? {look: 'open' as const} : {}),
      state: isHere && listening.status === 'fetching' ? PENDING : IDLE,
      onPress: () => ask(playing ? new PromptStopRequestEvent() : new PromptListenRequestEvent(prompt)),
    })}</span
  >`;
}

function busyOr({work, words}: PromptSide, deed: PromptDeed, why: string | null): Pick<ActionButton, 'state' | 'why'> {
  if (work?.status !== 'doing') return {state: IDLE, why};
  return work.deed === deed ? {state: PENDING, why: null} : {state: IDLE, why: words.busy};
}

function whyNotSpeak({speaks, words, prompt}: PromptSide, {tidy, fault, conflict}: Typed): string | null {
  if (!speaks) return words.cannotSpeak;
  if (conflict) return words.decideFirst;
  if (tidy === '') return words.nothingTyped;
  if (fault !== null) return fault;
  return tidy === prompt.words ? words.same : null;
}

function canUndo({work}: PromptSide, {unsaved}: Typed): boolean {
  return unsaved || (work !== null && work.status !== 'doing' && work.undoable);
}

/** The browser's own window for files opens from the hidden field beside the button. */
function chooseFile({currentTarget}: Event): void {
  if (!(currentTarget instanceof Element)) return;
  const field = currentTarget.closest('.bar')?.querySelector('input');
  field?.click();
}

function takeFile({target}: Event, {prompt, ask}: PromptSide): void {
  if (!(target instanceof HTMLInputElement)) return;
  const file = target.files?.[0];
  // The same file may be chosen again once it is better.
  target.value = '';
  if (file !== undefined) ask(new PromptUploadRequestEvent(prompt, file));
}
