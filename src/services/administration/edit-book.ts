import {
  type SettingEdit,
  beginSaving,
  keepMine,
  rebase,
  settleFailed,
  settleHeld,
  settleRefused,
  settleSaved,
  typeOver,
} from '../../domain/setting-edit.ts';
import {type Store, WritableStore} from '../store.ts';
import type {SettingEdits, SettingKey} from './administration-ports.ts';

const NONE: SettingEdits = new Map();

/** What is typed and not yet as the hub has it; a change of several is one change of the store. */
export class EditBook {
  readonly #edits = new WritableStore<SettingEdits>(NONE);

  get edits(): Store<SettingEdits> {
    return this.#edits;
  }

  of(key: SettingKey): SettingEdit | undefined {
    return this.#edits.value.get(key);
  }

  clear(): void {
    this.#edits.set(NONE);
  }

  type(key: SettingKey, current: string, typed: string): void {
    this.#change([key], (edit) => typeOver(edit, current, typed));
  }

  /** The keys of which something is on its way now. */
  begin(keys: readonly SettingKey[]): readonly SettingKey[] {
    const begun = keys.filter((key) => {
      const edit = this.of(key);
      return edit !== undefined && beginSaving(edit) !== null;
    });
    this.#changeKnown(begun, (edit) => beginSaving(edit) ?? edit);
    return begun;
  }

  /** What is on its way, by key. */
  sent(keys: readonly SettingKey[]): ReadonlyMap<SettingKey, {readonly base: string; readonly sent: string}> {
    return new Map(
      keys.flatMap((key) => {
        const edit = this.of(key);
        return edit?.status === 'saving' ? [[key, {base: edit.base, sent: edit.sent}]] : [];
      }),
    );
  }

  saved(keys: readonly SettingKey[]): void {
    this.#changeKnown(keys, settleSaved);
  }

  /** Those without a fault of their own wait for the others. */
  refused(keys: readonly SettingKey[], faults: ReadonlyMap<SettingKey, Parameters<typeof settleRefused>[1]>): void {
    this.#change(keys, (edit, key) => {
      const fault = faults.get(key);
      if (edit === undefined) return null;
      return fault === undefined ? settleHeld(edit) : settleRefused(edit, fault);
    });
  }

  failed(keys: readonly SettingKey[], message: string): void {
    this.#changeKnown(keys, (edit) => settleFailed(edit, message));
  }

  /** Nothing of it is on its way any more. */
  held(keys: readonly SettingKey[]): void {
    this.#changeKnown(keys, settleHeld);
  }

  /** The hub has told how things stand; null for what is no longer there. */
  rebase(currentOf: (key: SettingKey) => string | null): void {
    this.#change([...this.#edits.value.keys()], (edit, key) => {
      const current = currentOf(key);
      return edit === undefined || current === null ? null : rebase(edit, current);
    });
  }

  keepMine(keys: readonly SettingKey[]): void {
    this.#changeKnown(keys, keepMine);
  }

  drop(keys: readonly SettingKey[]): void {
    this.#change(keys, (edit) => (edit?.status === 'saving' ? edit : null));
  }

  #changeKnown(keys: readonly SettingKey[], change: (edit: SettingEdit) => SettingEdit): void {
    this.#change(keys, (edit) => (edit === undefined ? null : change(edit)));
  }

  #change(
    keys: readonly SettingKey[],
    change: (edit: SettingEdit | undefined, key: SettingKey) => SettingEdit | null,
  ): void {
    const next = new Map(this.#edits.value);
    for (const key of keys) {
      const edit = change(next.get(key), key);
      if (edit === null) next.delete(key);
      else next.set(key, edit);
    }
    this.#edits.set(next);
  }
}
