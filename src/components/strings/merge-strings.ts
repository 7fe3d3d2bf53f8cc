import {english, type Strings} from './english.ts';

/** A translation or change of wording: any group, and of a group any string. */
export type StringsOverride = {readonly [Group in keyof Strings]?: Partial<Strings[Group]>};

/**
 * English, with another wording laid over it.
 * @example mergeStrings({interaction: {hold: 'Park'}}).interaction.hold // 'Park'
 */
export function mergeStrings(override: StringsOverride): Strings {
  return {
    common: {...english.common, ...override.common},
    connection: {...english.connection, ...override.connection},
    agent: {...english.agent, ...override.agent},
    presence: {...english.presence, ...override.presence},
    presenceReasons: {...english.presenceReasons, ...override.presenceReasons},
    channels: {...english.channels, ...override.channels},
    labels: {...english.labels, ...override.labels},
    underWay: {...english.underWay, ...override.underWay},
    tasks: {...override.tasks},
    interaction: {...english.interaction, ...override.interaction},
    emergency: {...english.emergency, ...override.emergency},
    readiness: {...override.readiness},
    callbacks: {...override.callbacks},
    inbox: {...override.inbox},
    figures: {...override.figures},
    customers: {...override.customers},
    prompts: {...override.prompts},
    voicemail: {...override.voicemail},
    news: {...english.news, ...override.news},
    consult: {...override.consult},
    supervisor: {...override.supervisor},
    administration: {...override.administration},
    offer: {...english.offer, ...override.offer},
    availability: {...english.availability, ...override.availability},
    wrapUp: {...english.wrapUp, ...override.wrapUp},
    dial: {...english.dial, ...override.dial},
    keypad: {...english.keypad, ...override.keypad},
    progress: {...english.progress, ...override.progress},
    voice: {...english.voice, ...override.voice},
    devices: {...english.devices, ...override.devices},
    goOnline: {...english.goOnline, ...override.goOnline},
    telephone: {...english.telephone, ...override.telephone},
    trouble: {...english.trouble, ...override.trouble},
    attention: {...english.attention, ...override.attention},
    refusals: {...english.refusals, ...override.refusals},
  };
}
