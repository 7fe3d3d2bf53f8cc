import type {CustomerWords} from './english-customers.ts';
import {counted} from './polish-plurals.ts';

/** What is kept of a customer, in Polish. */
export const polishCustomers: CustomerWords = {
  title: 'Dane klientów',
  part: 'Prywatność',
  help: 'Klient może zapytać, co jest o nim przechowywane, poprosić o kopię i o usunięcie. Każda z tych czynności jest odnotowana, bez numeru.',
  number: 'Numer telefonu',
  numberHelp: 'Z numerem kierunkowym kraju albo tak, jak wybiera się w kraju',
  find: 'Znajdź',
  finding: 'Wyszukiwanie…',
  required: 'Podaj numer telefonu klienta.',
  invalid: 'To nie jest numer telefonu: ma od 7 do 15 cyfr i nie jest numerem alarmowym.',
  found: (number) => `Przechowywane dla ${number}`,
  nothing: (number) => `Dla ${number} nic nie jest przechowywane.`,
  counts: {
    openCallbacks: 'Oddzwonienia do wykonania',
    closedCallbacks: 'Zamknięte oddzwonienia',
    openContacts: 'Kontakty, przy których ktoś jest',
    endedContacts: 'Zakończone kontakty',
    guestContacts: 'Kontakty innych, do których dołączono ten numer',
    variables: 'Wartości znane z kontaktów',
    notes: 'Notatki agentów',
    deliveries: 'Komunikaty dla innych systemów',
    addressBook: 'Wpisy książki adresowej',
  },
  addressBookHelp: 'Książka adresowa należy do organizacji: wpis usuwa się tam.',
  export: 'Pobierz kopię',
  exporting: 'Tworzenie kopii…',
  file: 'klient.json',
  erase: 'Usuń',
  sure: (number) => `Usunąć to, co jest przechowywane dla ${number}?`,
  sureHelp:
    'Otwarte oddzwonienia zostaną anulowane, a oddzwonienia usunięte. Kontakty zostaną w statystykach, bez nazwy, numeru, wartości i notatek. Nie można tego cofnąć.',
  eraseNow: 'Usuń trwale',
  keep: 'Zachowaj',
  erasing: 'Usuwanie…',
  open: 'Ktoś jest w kontakcie z tym klientem albo właśnie go kończy. Usuń ponownie, gdy to się skończy.',
  erased: (number) => `Usunięto to, co było przechowywane dla ${number}`,
  erasedCallbacks: (count) => counted(count, 'oddzwonienie', 'oddzwonienia', 'oddzwonień'),
  erasedContacts: (count) => counted(count, 'kontakt', 'kontakty', 'kontaktów'),
  again: 'Inny numer',
};
