import type {StringsOverride} from './merge-strings.ts';
import {polishDevices} from './polish-devices.ts';
import {polishDialer} from './polish-dialer.ts';
import {polishTrouble} from './polish-trouble.ts';

const plurals = new Intl.PluralRules('pl');
const SECONDS: {readonly [rule in Intl.LDMLPluralRule]?: string} = {one: 'sekunda', few: 'sekundy', many: 'sekund'};

/** The words an agent meets most, in Polish. What is missing stays English until it is translated. */
export const polish: StringsOverride = {
  ...polishDevices,
  trouble: polishTrouble,
  common: {seconds: (count) => `${count} ${SECONDS[plurals.select(count)] ?? 'sekund'}`},
  agent: {signOut: 'Wyloguj się', signedInAs: 'Zalogowano jako', moreMenu: 'Więcej'},
  presence: {
    available: 'Dostępny',
    busy: 'Zajęty',
    'do-not-disturb': 'Nie przeszkadzać',
    away: 'Bezczynny',
    offline: 'Offline',
  },
  labels: {ringing: 'Dzwoni', connected: 'Połączono', 'on-hold': 'Połączenie wstrzymane', 'wrap-up': 'Podsumowanie'},
  interaction: {
    mute: 'Wycisz',
    unmute: 'Wyłącz wyciszenie',
    hold: 'Wstrzymaj',
    resume: 'Wznów',
    end: 'Zakończ',
    customerHearsMusic: 'Klient słyszy muzykę',
  },
  offer: {answer: 'Odbierz', accept: 'Akceptuj', decline: 'Odrzuć'},
  availability: {goAvailable: 'Przejdź do stanu Dostępny', goIdle: 'Przejdź do stanu Bezczynny'},
  wrapUp: {heading: 'Powody podsumowania', submit: 'Prześlij podsumowanie', moreTime: 'Więcej czasu'},
  ...polishDialer,
};
