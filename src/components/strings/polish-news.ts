import type {Strings} from './english.ts';

/** What happened in a call of several, in Polish. */
export const polishNews = {
  consultFailed: 'Konsultacja się nie udała',
  failedWhy: {
    'no-answer': (name) => `${name}: brak odpowiedzi.`,
    declined: (name) => `${name}: odmowa.`,
    busy: (name) => `${name}: zajęte.`,
    unobtainable: (name) => `${name}: nie można się połączyć. Jeśli to się powtarza, zapytaj administratora.`,
    device: (name) => `${name}: urządzenie nie odpowiada.`,
    gone: (name) => `${name}: tej osoby już nie ma.`,
  },
  controlPassed: 'Teraz Ty prowadzisz tę rozmowę',
  controlPassedHelp: (name) => `Kontakt: ${name}. Podsumowanie należy do Ciebie.`,
  customerLeft: (name) => `${name}: klient się rozłączył`,
  customerLeftHelp: 'Możesz dalej rozmawiać z pozostałymi.',
  callbackLost: {
    'to-queue': 'Oddzwonienie trafiło do kolejki: jego agenta nie było przy telefonie',
    expired: 'Oddzwonienie przepadło: nikt nie miał na nie czasu',
    unreached: 'Oddzwonienie przepadło: nikt nie odebrał',
  },
  callbackOf: (name, queue) => `${name}, ${queue}`,
  monitoringMoved: (name) => `Słuchasz teraz: ${name}`,
  monitoringMovedHelp: 'Osoba, której słuchasz, opuściła rozmowę.',
  monitoringOver: 'Nie ma już kogo słuchać',
  monitoringOverHelp: 'Ostatni agent opuścił rozmowę.',
} satisfies Strings['news'];
