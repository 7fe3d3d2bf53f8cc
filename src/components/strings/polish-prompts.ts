import type {PromptWords} from './english-prompts.ts';
import {counted} from './polish-plurals.ts';

/** What callers hear, in Polish. */
export const polishPrompts: PromptWords = {
  title: 'Co słyszą dzwoniący',
  part: 'Zapowiedzi',
  help: 'Te zdania słyszą dzwoniący, po angielsku albo po polsku. Zmiana obowiązuje od następnego dzwoniącego.',
  loading: 'Wczytuję zapowiedzi…',
  silent: 'Hub nie może mówić',
  silentHelp:
    'Poproś o zainstalowanie espeak-ng tam, gdzie działa hub, i wczytaj ponownie. Do tego czasu można przesyłać nagrania.',
  waiting: 'Czekanie i oddzwanianie',
  flows: 'Tam, gdzie odtwarza je scenariusz',
  prompts: {
    'callback-offer': {
      name: 'Propozycja oddzwonienia',
      heard: 'Podczas czekania, zamiast muzyki, gdy reguła kolejki proponuje oddzwonienie.',
    },
    'callback-offer-closed': {
      name: 'Propozycja oddzwonienia poza godzinami otwarcia',
      heard: 'To samo, gdy ktoś dzwoni do zamkniętej kolejki.',
    },
    'callback-promised': {
      name: 'Obietnica oddzwonienia',
      heard: 'Po naciśnięciu 1. Potem połączenie się kończy.',
    },
    'queue-busy': {
      name: 'Nikt nie może odebrać',
      heard: 'Gdy reguła kolejki odprawia dzwoniących. Potem połączenie się kończy.',
    },
    'voicemail-greeting': {
      name: 'Prośba o wiadomość',
      heard: 'Gdy reguła kolejki przyjmuje wiadomości. Potem słychać sygnał.',
    },
    'voicemail-greeting-closed': {
      name: 'Prośba o wiadomość poza godzinami otwarcia',
      heard: 'To samo, gdy ktoś dzwoni do zamkniętej kolejki.',
    },
    'voicemail-thanks': {
      name: 'Wiadomość zapisana',
      heard: 'Po naciśnięciu krzyżyka albo gdy minie najdłuższy czas wiadomości. Potem połączenie się kończy.',
    },
    closed: {
      name: 'Zamknięte',
      heard: 'Gdy reguła odprawia dzwoniących poza godzinami otwarcia i tam, gdzie odtwarza to scenariusz.',
    },
    welcome: {name: 'Powitanie', heard: 'Zwykle na początku połączenia.'},
    'please-hold': {name: 'Proszę czekać', heard: 'Przed czymś, co chwilę potrwa.'},
    'menu-example': {
      name: 'Menu',
      heard: 'Zanim dzwoniący naciśnie klawisz. Wymień klawisze, które zna scenariusz.',
    },
    'enter-customer-number': {name: 'Numer klienta', heard: 'Zanim dzwoniący wpisze swój numer.'},
    'not-understood': {name: 'Nie rozpoznano', heard: 'Po klawiszach, których scenariusz nie zna, albo po żadnym.'},
    transferring: {name: 'Łączenie', heard: 'Zanim połączenie zostanie do kogoś skierowane.'},
    goodbye: {name: 'Pożegnanie', heard: 'Zanim scenariusz zakończy połączenie.'},
  },
  languages: {en: 'Angielski', pl: 'Polski'},
  place: (prompt, language) => `${prompt}, ${language.toLowerCase()}`,
  words: 'Treść',
  wordsOf: (place) => `Treść: ${place}`,
  recorded: 'Dzwoniący słyszą nagranie. Wypowiedziana treść je zastąpi.',
  count: (length, max) => `${length} z ${max} znaków`,
  origins: {
    'built-in': 'Z zestawu Cordboard',
    spoken: 'Wypowiedziane przez hub',
    uploaded: 'Nagranie',
  },
  length: (seconds) => `${seconds.toFixed(1).replace('.', ',')} s`,
  unsaved: 'Jeszcze nie wypowiedziane',
  keyLeftOut: 'Z tej treści nie wynika, że trzeba nacisnąć 1. Bez tego nikt nie wie, jak poprosić o oddzwonienie.',

  listen: 'Posłuchaj',
  stop: 'Zatrzymaj',
  speak: 'Wypowiedz',
  upload: 'Prześlij nagranie',
  undo: 'Cofnij',
  own: 'Użyj zapowiedzi Cordboard',
  of: (action, place) => `${action}: ${place}`,
  formats: 'Nagranie to WAV (PCM, 16 bitów) albo Ogg Opus (jeden kanał, pakiety 20 ms), od 0,3 do 60 sekund.',
  cannotSpeak: 'Tam, gdzie działa hub, nie ma espeak-ng: poproś o zainstalowanie albo prześlij nagranie.',
  same: 'Dzwoniący już słyszą tę treść. Najpierw ją zmień.',
  nothingTyped: 'Wpisz, co ma być powiedziane.',
  nothingToUndo: 'Nic się nie zmieniło.',
  isOwn: 'Dzwoniący już słyszą zapowiedź Cordboard.',
  busy: 'Poczekaj, aż zmiana się zakończy.',
  decideFirst: 'Ktoś inny też to zmienił: najpierw zdecyduj.',
  tooLong: (over) => `Za dużo o ${counted(over, 'znak', 'znaki', 'znaków')}.`,
  control: 'Jest tu znak, którego nie da się wypowiedzieć. Wpisz treść jeszcze raz.',

  doing: {
    speak: 'Hub wypowiada treść…',
    upload: 'Przesyłam nagranie…',
    reset: 'Przywracam zapowiedź Cordboard…',
    undo: 'Cofam…',
  },
  done: {
    speak: 'Wypowiedziane: usłyszy to następny dzwoniący',
    upload: 'Przesłane: usłyszy to następny dzwoniący',
    reset: 'Znów zapowiedź Cordboard',
    undo: 'Jak poprzednio',
  },
  refused: {
    'synthesiser-missing': 'Hub nie może mówić.',
    'synthesiser-failed': 'Nie udało się wypowiedzieć tej treści.',
    'audio-unusable': 'Tego nagrania nie można użyć.',
    'too-large': 'To nagranie jest za duże: może mieć najwyżej 12 MB.',
    'unsupported-media-type': 'To nie jest dźwięk, którego można użyć: prześlij WAV albo Ogg Opus.',
    invalid: 'Hub nie przyjmuje tej treści: od 1 do 600 znaków, bez znaków, których nie da się wypowiedzieć.',
  },
  fetching: 'Pobieram dźwięk…',
  unplayable: 'Ta przeglądarka nie może tego odtworzyć. Dzwoniący to słyszą; spróbuj w innej przeglądarce.',
};
