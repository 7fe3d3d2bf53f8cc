/**
 * What somebody has typed over a setting. `base` is what stood there when they began: while the hub still says the same, theirs is
 * the only change.
 *
 *   (none) ──type──▶ unsaved ──save──▶ saving ──▶ saved ──type──▶ unsaved
 *                     ▲ │ ▲              │
 *                     │ │ └─────type── refused / failed
 *                     │ └─ the setting is another one ─▶ conflict ── keep mine ─▶ unsaved
 *                     └────────────────────────────────────┘  └── take theirs ─▶ (none)
 */
export type SettingEdit =
  | {readonly status: 'unsaved'; readonly base: string; readonly typed: string}
  /** `sent` is on its way; typing goes on meanwhile. */
  | {readonly status: 'saving'; readonly base: string; readonly typed: string; readonly sent: string}
  /** `before` is what undoing brings back. */
  | {readonly status: 'saved'; readonly before: string; readonly typed: string}
  /** The hub does not take it. `place` counts from 0 in a setting that is a list. */
  | {
      readonly status: 'refused';
      readonly base: string;
      readonly typed: string;
      readonly expected: string;
      readonly place: number | null;
    }
  | {readonly status: 'failed'; readonly base: string; readonly typed: string; readonly message: string}
  /** Somebody else changed it to `theirs` meanwhile. */
  | {readonly status: 'conflict'; readonly base: string; readonly typed: string; readonly theirs: string};

export type Refused = {readonly expected: string; readonly place: number | null};

/** Null: nothing is left to save. @param current what the hub says stands there */
export function typeOver(edit: SettingEdit | undefined, current: string, typed: string): SettingEdit | null {
  if (edit?.status === 'saving' || edit?.status === 'conflict') return {...edit, typed};
  if (typed === current) return null;
  return {status: 'unsaved', base: edit === undefined || edit.status === 'saved' ? current : edit.base, typed};
}

/** Null: there is nothing to send. A conflict is decided first. */
export function beginSaving(edit: SettingEdit): SettingEdit | null {
  if (edit.status === 'saving' || edit.status === 'saved' || edit.status === 'conflict') return null;
  return {status: 'saving', base: edit.base, typed: edit.typed, sent: edit.typed};
}

/** The hub has what was sent. What was typed since is still to be saved. */
export function settleSaved(edit: SettingEdit): SettingEdit {
  if (edit.status !== 'saving') return edit;
  if (edit.typed === edit.sent) return {status: 'saved', before: edit.base, typed: edit.typed};
  return {status: 'unsaved', base: edit.sent, typed: edit.typed};
}

export function settleRefused(edit: SettingEdit, {expected, place}: Refused): SettingEdit {
  if (edit.status !== 'saving') return edit;
  const {base, typed, sent} = edit;
  return typed === sent ? {status: 'refused', base, typed, expected, place} : {status: 'unsaved', base, typed};
}

export function settleFailed(edit: SettingEdit, message: string): SettingEdit {
  return edit.status === 'saving' ? {status: 'failed', base: edit.base, typed: edit.typed, message} : edit;
}

/** It was sent together with another one that the hub did not take. */
export function settleHeld(edit: SettingEdit): SettingEdit {
  return edit.status === 'saving' ? {status: 'unsaved', base: edit.base, typed: edit.typed} : edit;
}

/** The hub says that `current` stands there. Null: nothing is left to save. */
export function rebase(edit: SettingEdit, current: string): SettingEdit | null {
  switch (edit.status) {
    case 'saving':
      return edit;
    case 'saved':
      return edit.typed === current ? edit : null;
    default: {
      if (edit.typed === current) return null;
      if (edit.base !== current) return {status: 'conflict', base: edit.base, typed: edit.typed, theirs: current};
      return edit.status === 'conflict' ? {status: 'unsaved', base: edit.base, typed: edit.typed} : edit;
    }
  }
}

/** What was typed shall replace what the other one wrote. */
export function keepMine(edit: SettingEdit): SettingEdit {
  return edit.status === 'conflict' ? {status: 'unsaved', base: edit.theirs, typed: edit.typed} : edit;
}

/** It would be lost with the page. */
export function isUnsaved(edit: SettingEdit | undefined): boolean {
  return edit !== undefined && edit.status !== 'saved';
}
