/** What a person reads in Polish while the sound of a call is bad. */
export const polishTrouble = {
  loss: 'Połączenie jest słabe',
  lossHelp: 'Po obu stronach może brakować słów. Często pomaga kabel lub miejsce bliżej punktu dostępu.',
  delay: 'Dźwięk jest opóźniony',
  delayHelp: 'Klient słyszy Cię z opóźnieniem. Pozwól mu dokończyć, zanim zaczniesz mówić.',
  silent: 'Nie dochodzi żaden dźwięk',
  silentHelp: 'Stanowisko próbuje go przywrócić. Klient pozostaje na linii.',
};
