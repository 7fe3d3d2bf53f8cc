import type {Target} from '../../domain/target.ts';
import type {CallNews} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import {bidiSafe} from './bidi.ts';
import {customerName, nameOrNumber} from './contact-texts.ts';

/** What happened, in a heading and a sentence: in the panel and in a notice of the system alike. */
export function newsWords(
  news: CallNews,
  masked: boolean,
  strings: Strings,
): {readonly heading: string; readonly text: string} {
  const words = strings.news;
  switch (news.kind) {
    case 'consult-failed':
      return {
        heading: words.consultFailed,
        text: bidiSafe((name) => words.failedWhy[news.reason](name(targetName(news.target, masked)))),
      };
    case 'control-passed':
      return {
        heading: words.controlPassed,
        text: bidiSafe((name) => words.controlPassedHelp(name(customerName(news.contact, masked, strings)))),
      };
    case 'customer-left':
      return {
        heading: bidiSafe((name) => words.customerLeft(name(customerName(news.contact, masked, strings)))),
        text: words.customerLeftHelp,
      };
    case 'callback-lost': {
      const {callback, loss} = news;
      return {
        heading: words.callbackLost[loss],
        text: bidiSafe((name) => words.callbackOf(name(callback.name ?? callback.number), name(callback.queue.name))),
      };
    }
    default: {
      const {agentName} = news;
      return agentName === null
        ? {heading: words.monitoringOver, text: words.monitoringOverHelp}
        : {heading: bidiSafe((name) => words.monitoringMoved(name(agentName))), text: words.monitoringMovedHelp};
    }
  }
}

/** A colleague's, queue's or place's name; a number where there is none. */
export function targetName(target: Target, masked: boolean): string {
  return target.kind === 'dial-number' ? nameOrNumber(target, masked) : target.name;
}
