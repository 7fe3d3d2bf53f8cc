import type {ReadinessWords} from './english-readiness.ts';
import {counted} from './polish-plurals.ts';

const things = (count: number): string => counted(count, 'rzecz', 'rzeczy', 'rzeczy');

export const polishReadiness: ReadinessWords = {
  heading: 'Połączenia alarmowe',
  ready: 'Połączenia alarmowe: gotowe',
  checking: 'Połączenia alarmowe: sprawdzanie…',
  toDo: (count) => `Połączenia alarmowe: ${things(count)} do zrobienia`,
  simulated: 'Symulacja: nikt nie odbierze',
  simulatedToDo: (count) => `Symulacja: nikt nie odbierze · do zrobienia: ${count}`,
  impossible: 'Stąd nie ma połączeń alarmowych',
  services: 'służb ratunkowych',
  always: (number) => `Bez względu na to, co tu jest napisane, wybranie ${number} łączy od razu.`,
  simulatedLong: (number) =>
    `To pokaz. Połączenie z ${number} jest odgrywane: żadna służba ratunkowa nie zostanie wezwana. W razie potrzeby użyj innego telefonu.`,
  impossibleLong: (number) =>
    `Z tego stanowiska nie można zadzwonić pod ${number}. W razie potrzeby użyj innego telefonu i wybierz ${number}.`,
  close: 'Zamknij',
  conditions: 'Co jest potrzebne',
  states: {ok: 'W porządku', problem: 'Do zrobienia', unknown: 'Nie wiadomo', simulated: 'Symulacja'},
  by: {agent: 'Możesz to zrobić', administrator: 'Poproś administratora'},
  items: {
    'outbound-profile': 'Profil wychodzący',
    location: 'Położenie przeglądarki',
    mailbox: 'Poczta z własnej skrzynki',
    trunk: 'Linia do służb ratunkowych',
  },
  profile: {
    there: {short: 'w porządku', sentence: () => 'Możesz dzwonić na zewnątrz.'},
    missing: {
      short: 'brak',
      sentence: (number) =>
        `Nie masz profilu wychodzącego. Mimo to możesz dzwonić pod ${number}; poproś o profil, bo powinien go mieć każdy agent.`,
    },
  },
  location: {
    covered: {short: 'w porządku', sentence: (_number, country) => `Kraj przeglądarki: ${country}.`},
    'covered-elsewhere': {
      short: 'w innym kraju',
      sentence: (number, country) =>
        `Kraj przeglądarki: ${country}, z połączeniami alarmowymi. To stanowisko wybiera jednak ${number}, dla innego kraju: najpierw powiedz, gdzie jesteś.`,
    },
    'not-covered': {
      short: 'w kraju bez nich',
      sentence: (_number, country) =>
        `Kraj przeglądarki: ${country}, gdzie to stanowisko nie ma połączeń alarmowych. W razie potrzeby użyj miejscowego telefonu.`,
    },
    'no-country': {
      short: 'w żadnym kraju',
      sentence: () =>
        'Położenie przeglądarki nie leży w żadnym kraju. Sprawdź położenie w systemie i spróbuj ponownie.',
    },
    unknown: {short: 'nie wiadomo', sentence: () => 'Jeszcze nic o nim nie wiadomo.'},
    looking: {short: 'sprawdzanie', sentence: () => 'Przeglądarka sprawdza, gdzie jest…'},
    'not-asked': {
      short: 'bez pytania',
      sentence: () =>
        'Naciśnij „Użyj mojego położenia” i zezwól na to. Zostaje tylko kraj; samo położenie nie opuszcza tej strony.',
    },
    denied: {
      short: 'bez zgody',
      sentence: () =>
        'Ta strona nie może wiedzieć, gdzie jesteś. Zezwól na położenie w ustawieniach przeglądarki dla tej strony.',
    },
    unavailable: {
      short: 'niedostępne',
      sentence: () =>
        'Przeglądarka nie wie, gdzie jest. Włącz dla niej położenie w ustawieniach systemu i spróbuj ponownie.',
    },
    'timed-out': {
      short: 'bez odpowiedzi',
      sentence: () => 'Przeglądarka nie ustaliła na czas, gdzie jest. Spróbuj ponownie.',
    },
    'frame-policy': {
      short: 'wstrzymane przez ramkę',
      sentence: () =>
        'Strona nie przekazuje temu stanowisku położenia: ramka potrzebuje allow="geolocation", a Permissions-Policy nie może tego zabraniać.',
    },
    'insecure-context': {
      short: 'strona bez https',
      sentence: () => 'Otwórz stanowisko pod adresem https: innym stronom przeglądarki nie mówią, gdzie są.',
    },
    unsupported: {
      short: 'nieznane przeglądarce',
      sentence: () => 'Ta przeglądarka nie umie powiedzieć, gdzie jest. Użyj innej.',
    },
  },
  mailbox: {
    ready: {short: 'w porządku', sentence: () => 'Wiadomość może wyjść z twojej własnej skrzynki.'},
    unknown: {short: 'nie wiadomo', sentence: () => 'Nie wiadomo, czy twoja skrzynka może wysyłać.'},
    'not-set-up': {
      short: 'brak ustawień',
      sentence: () => 'To stanowisko nie ma logowania do poczty. Wiadomość o zagrożeniu wysyła zamiast tego hub.',
    },
    'signed-out': {
      short: 'bez logowania',
      sentence: () =>
        'Nie masz zalogowanej poczty: wyloguj się i zaloguj ponownie. Do tego czasu wiadomość o zagrożeniu wysyła hub.',
    },
    'not-allowed': {
      short: 'bez uprawnienia',
      sentence: () =>
        'Twoje logowanie nie pozwala wysyłać poczty (Mail.Send). Wiadomość o zagrożeniu wysyła zamiast tego hub.',
    },
  },
  trunk: {
    'own-number': {
      short: 'w porządku',
      sentence: (number) => `Numer, z którego dzwonisz, należy do linii, która łączy z ${number}.`,
    },
    'beside-routed': {
      short: 'w porządku',
      sentence: (number) => `Linia obok twojej łączy z ${number}, a żadna reguła operatora tego nie przechwytuje.`,
    },
    carrier: {
      short: 'zależy od operatora',
      sentence: (number) =>
        `Twoje połączenia idą przez operatora. To, czy łączy z ${number}, trzeba z nim uzgodnić i wypróbować.`,
    },
    caught: {
      short: 'przechwytuje operator',
      sentence: (number) => `Reguła operatora przechwytuje ${number}. Co się z nim dzieje, trzeba z nim uzgodnić.`,
    },
    none: {
      short: 'brak',
      sentence: (number) => `Ta linia nie łączy z ${number}. W razie potrzeby użyj innego telefonu.`,
    },
    simulated: {
      short: 'symulacja',
      sentence: (number) => `Połączenie z ${number} jest odgrywane i nikt go nie odbierze.`,
    },
  },
  usePosition: 'Użyj mojego położenia',
  lookAgain: 'Sprawdź ponownie',
  where: 'Gdzie jesteś',
  whereHelp:
    'Dla tych, którzy przyjdą z pomocą. Zostaje, dopóki tego nie cofniesz; twoje kontakty alarmowe dowiedzą się, gdy zadzwonisz po pomoc.',
  confirmBadge: 'Potwierdź, gdzie jesteś',
  confirmedOn: (day) => `Potwierdzono ${day}`,
  questions: {
    never: 'Podaj, gdzie dziś pracujesz, żeby pomoc cię znalazła.',
    old: 'To było ponad 30 dni temu. Nadal tam jesteś?',
    moved: 'Zegar jest od tego czasu w innej strefie. Nadal tam jesteś?',
    'other-browser': 'Podano to w innej przeglądarce. Jesteś tam teraz?',
  },
  stillThere: 'Jestem tam',
  change: 'Gdzie indziej',
  takeBack: 'Cofnij',
  confirm: 'Potwierdź',
  cancel: 'Anuluj',
  street: 'Ulica i numer',
  room: 'Piętro, pokój lub mieszkanie',
  postcode: 'Kod pocztowy',
  town: 'Miejscowość',
  country: 'Kraj',
  required: (field) => `Brakuje pola: ${field}.`,
  tooLong: 'Adres jest za długi. Pomiń to, czego pomoc nie potrzebuje.',
  countryCovered: 'Z połączeniami alarmowymi',
  countryOther: 'Inne kraje',
  countryFaults: {
    none: (country) =>
      `To stanowisko nie ma numeru alarmowego kraju: ${country}. W razie potrzeby użyj miejscowego telefonu.`,
    'not-covered': (country, number) =>
      `Z tego stanowiska nie można wezwać pomocy w kraju: ${country}. Wybiera ono ${number}, dla innego kraju. W razie potrzeby użyj miejscowego telefonu.`,
    elsewhere: (country, number) =>
      `To stanowisko wybiera ${number}, dla innego kraju niż ${country}. W razie potrzeby najpierw powiedz, w którym kraju jesteś, albo użyj miejscowego telefonu.`,
  },
  listHeading: 'Gotowość do połączeń alarmowych',
  neverSignedIn: 'nigdy się nie zalogował',
  listSummary: (ready, all) => `Gotowych agentów: ${ready} z ${all}.`,
  noAgents: 'Nie ma jeszcze agentów.',
  listLoading: 'Sprawdzanie, kto jest gotowy…',
  numbers: (free, resting, held) => `Numery do oddzwonienia: wolne ${free}, odpoczywają ${resting}, zajęte ${held}.`,
  fewNumbers: (free, agents) =>
    `Wolnych numerów (${free}) jest mniej niż agentów (${agents}): kto zadzwoni po pomoc, gdy żadnego nie zostanie, do tego nie można oddzwonić.`,
};
