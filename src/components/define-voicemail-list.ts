import {DEFAULT_PREFIX} from './base/prefixed-html.ts';

/** Registers `<prefix>-voicemail` for pages that show it by itself. Its code comes with this call: a desk without it does not load it. */
export async function defineVoicemailList(prefix: string = DEFAULT_PREFIX): Promise<void> {
  const {defineVoicemail} = await import('./voicemail/define.ts');
  defineVoicemail(prefix);
}
