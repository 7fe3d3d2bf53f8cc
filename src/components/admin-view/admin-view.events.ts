import type {SettingKey} from '../../services/ports.ts';

/** Something was typed over a setting. Cancel it to keep it from being taken note of. */
export class SettingEditRequestEvent extends Event {
  readonly key: SettingKey;
  readonly typed: string;

  constructor(key: SettingKey, typed: string) {
    super('cordboard-setting-edit-request', {bubbles: true, composed: true, cancelable: true});
    this.key = key;
    this.typed = typed;
  }
}

/** What was typed over these settings shall be saved. Cancel it to ask first. */
export class SettingSaveRequestEvent extends Event {
  readonly keys: readonly SettingKey[];

  constructor(keys: readonly SettingKey[]) {
    super('cordboard-setting-save-request', {bubbles: true, composed: true, cancelable: true});
    this.keys = keys;
  }
}

/** These settings shall be as they were. Cancel it to leave them. */
export class SettingUndoRequestEvent extends Event {
  readonly keys: readonly SettingKey[];

  constructor(keys: readonly SettingKey[]) {
    super('cordboard-setting-undo-request', {bubbles: true, composed: true, cancelable: true});
    this.keys = keys;
  }
}

/** Somebody else changed the same settings, and this one decided whose counts. Cancel it to decide elsewhere. */
export class SettingDecideRequestEvent extends Event {
  readonly keys: readonly SettingKey[];
  readonly whose: 'mine' | 'theirs';

  constructor(keys: readonly SettingKey[], whose: 'mine' | 'theirs') {
    super('cordboard-setting-decide-request', {bubbles: true, composed: true, cancelable: true});
    this.keys = keys;
    this.whose = whose;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-setting-edit-request': SettingEditRequestEvent;
    'cordboard-setting-save-request': SettingSaveRequestEvent;
    'cordboard-setting-undo-request': SettingUndoRequestEvent;
    'cordboard-setting-decide-request': SettingDecideRequestEvent;
  }
}
