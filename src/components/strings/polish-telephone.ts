import type {Strings} from './english.ts';

export const polishTelephone = {
  sound: 'Dźwięk na Twoim telefonie',
  soundHelp: 'Mówisz i słuchasz przez telefon. Zawieszanie, wyciszanie i pozostałe czynności wykonujesz tutaj.',
  pickUp: 'Podnieś słuchawkę telefonu',
  pickUpHelp: 'Telefon dzwoni. Klient czeka i słyszy muzykę.',
  pickUpToCall: 'Telefon dzwoni. Numer zostanie wybrany, gdy podniesiesz słuchawkę.',
  ringsToo: 'Odbierz tutaj albo podnieś słuchawkę telefonu.',
  hungUp: 'Twój telefon jest poza połączeniem. Klient słyszy muzykę, dopóki nie podniesiesz słuchawki.',
  setting: 'Telefon',
  settingText: (number) => `Połączenia dzwonią pod numerem ${number} i tam się je prowadzi.`,
  settingHelp: 'Ta strona nie potrzebuje mikrofonu. Tak ustawił administrator.',
  ringtoneText: 'Przeglądarka chce Twojej zgody na dzwonek. Mówisz przez telefon.',
} satisfies Strings['telephone'];
