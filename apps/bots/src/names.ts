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

/** What the bot with this number is called; Hero sees to it that no two in a room have one name. */
export function nameOfBot(number: number): string {
  return `${first[number % first.length] ?? 'Bot'} (bot)`;
}
