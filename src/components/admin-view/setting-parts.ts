import {html, nothing, type TemplateResult} from 'lit';
import {isUnsaved} from '../../domain/setting-edit.ts';
import type {SettingEdit, SettingEdits, SettingKey} from '../../services/ports.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import {actionButton} from '../templates/action-button.ts';
import {SettingDecideRequestEvent, SettingSaveRequestEvent, SettingUndoRequestEvent} from './admin-view.events.ts';

/** What an element of settings is drawn from. */
export type SettingContext = {
  readonly words: AdministrationWords;
  readonly edits: SettingEdits;
  /** Fires a request of the element. */
  readonly ask: (event: Event) => void;
};

/** What stands in a field: what was typed, else what the hub has. */
export function typedOf(edits: SettingEdits, key: SettingKey, current: string): string {
  return edits.get(key)?.typed ?? current;
}

export function unsavedCount(edits: SettingEdits, isOwn: (key: SettingKey) => boolean = () => true): number {
  return [...edits].filter(([key, edit]) => isOwn(key) && isUnsaved(edit)).length;
}

/** The state that matters most of several: what does not work first. */
const ORDER: readonly SettingEdit['status'][] = ['conflict', 'refused', 'failed', 'saving', 'unsaved', 'saved'];

function worstOf(edits: SettingEdits, keys: readonly SettingKey[]): SettingEdit['status'] | null {
  return ORDER.find((status) => keys.some((key) => edits.get(key)?.status === status)) ?? null;
}

/** Saved, not saved or on its way, in word, icon and colour. */
export function stateChip({edits, words}: SettingContext, keys: readonly SettingKey[]): TemplateResult<1> {
  const status = worstOf(edits, keys);
  return html`<span class="chip-place" role="status">${status === null ? nothing : chip(status, words)}</span>`;
}

function chip(status: SettingEdit['status'], words: AdministrationWords): TemplateResult<1> {
  const [tone, symbol, word] = lookOf(status, words);
  return html`<span class="chip ${tone}">${icon(symbol)}${word}</span>`;
}

function lookOf(status: SettingEdit['status'], words: AdministrationWords): readonly [string, IconName, string] {
  switch (status) {
    case 'saved':
      return ['positive', 'check', words.saved];
    case 'saving':
      return ['accent', 'spinner', words.saving];
    case 'unsaved':
      return ['warning', 'note', words.unsaved];
    case 'conflict':
      return ['danger', 'alert', words.toDecide];
    default:
      return ['danger', 'alert', words.notSaved];
  }
}

export type SaveButtons = {
  readonly keys: readonly SettingKey[];
  /** Tells apart the buttons of one element. */
  readonly id: string;
  /** What is saved, for people who do not see where the button stands. */
  readonly name: string | null;
  /** Something that was typed is wrong. */
  readonly faulty: boolean;
  /** In a row of a table: only where something was typed, for there are many. */
  readonly small?: boolean;
  /** Puts what was typed into the form it is saved in. */
  readonly tidy?: () => void;
};

export function saveButtons(context: SettingContext, buttons: SaveButtons): TemplateResult<1> | typeof nothing {
  const {words, edits} = context;
  const {keys, id, name, small = false} = buttons;
  const touched = keys.some((key) => edits.has(key));
  if (small && !touched) return nothing;
  const saving = keys.some((key) => edits.get(key)?.status === 'saving');
  return html`${actionButton({
    part: `save-${id}`,
    label: words.save,
    ...(name === null ? {} : {name: words.saveFor(name)}),
    icon: 'check',
    ...(small ? {} : {look: 'primary' as const}),
    why: saving ? null : whyNot(context, buttons),
    state: saving ? {status: 'pending', slow: false} : {status: 'idle'},
    onPress: () => save(context, buttons),
  })}
  ${actionButton({
    part: `undo-${id}`,
    label: words.undo,
    ...(name === null ? {} : {name: words.undoFor(name)}),
    icon: 'undo',
    look: 'quiet',
    iconOnly: small,
    why: touched ? null : words.nothingToSave,
    onPress: () => context.ask(new SettingUndoRequestEvent(keys)),
  })}`;
}

/** Why nothing would be saved now; null: it would. */
function whyNot({edits, words}: SettingContext, {keys, faulty}: SaveButtons): string | null {
  if (keys.some((key) => edits.get(key)?.status === 'conflict')) return words.decideFirst;
  if (faulty) return words.putRight;
  return keys.some((key) => isUnsaved(edits.get(key))) ? null : words.nothingToSave;
}

/** What the button does; also for the Enter key, which may come when there is nothing to save. */
export function save(context: SettingContext, buttons: SaveButtons): void {
  if (whyNot(context, buttons) !== null) return;
  buttons.tidy?.();
  context.ask(new SettingSaveRequestEvent(buttons.keys));
}

/** What the hub, or somebody else, has against what was typed here. */
export function settingProblem(
  context: SettingContext,
  key: SettingKey,
  show: (value: string) => string = (value) => value,
): TemplateResult<1> | typeof nothing {
  const {words, edits, ask} = context;
  const edit = edits.get(key);
  switch (edit?.status) {
    case 'refused': {
      const {expected, place} = edit;
      return problem(place === null ? words.refused(expected) : words.refusedAt(place + 1, expected));
    }
    case 'failed':
      return problem(edit.message);
    case 'conflict':
      return html`<div class="conflict">
        ${problem(words.conflict)}
        <p class="theirs" dir="auto">${edit.theirs === '' ? words.conflictEmpty : show(edit.theirs)}</p>
        <p class="decide">
          ${actionButton({
            part: `keep-${idOf(key)}`,
            label: words.keepMine,
            icon: 'note',
            onPress: () => ask(new SettingDecideRequestEvent([key], 'mine')),
          })}
          ${actionButton({
            part: `take-${idOf(key)}`,
            label: words.takeTheirs,
            icon: 'undo',
            onPress: () => ask(new SettingDecideRequestEvent([key], 'theirs')),
          })}
        </p>
      </div>`;
    default:
      return nothing;
  }
}

export function problem(text: string): TemplateResult<1> {
  return html`<p class="message problem">${icon('alert')}<span>${text}</span></p>`;
}

/** A key as an identifier of an element. */
export function idOf(key: SettingKey): string {
  return key.replaceAll(/[^A-Za-z0-9-]/g, (letter) => `_${letter.codePointAt(0)}`);
}
