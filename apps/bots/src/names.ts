const first = [
  'Ada',
  'Ben',
  'Cleo',
  'Dov',
  'Ema',
  'Finn',
  'Gus',
  'Hana',
  'Ivo',
  'Jun',
  'Kai',
  'Lea',
  'Mio',
  'Noor',
  'Oda',
  'Pia',
  'Quin',
  'Ravi',
  'Sol',
  'Tove',
];

/** The name of the bot with this number. It may repeat: Hero makes names unique within a room. */
export function nameOfBot(number: number): string {
  return `${first[number % first.length] ?? 'Bot'} (bot)`;
}
