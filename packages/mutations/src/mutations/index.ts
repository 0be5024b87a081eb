/** Every mutation. The modules beside this one export nothing else, so that an export's name is a mutation's type. */
export * from './hosting.ts';
export * from './links.ts';
export * from './presence.ts';
export * from './pushing.ts';
export * from './quiz.ts';
export * from './rounds.ts';
