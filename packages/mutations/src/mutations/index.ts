/** Every mutation: what a module beside this one exports is one, under its name. */
export * from './hosting.ts';
export * from './presence.ts';
export * from './pushing.ts';
export * from './quiz.ts';
export * from './rounds.ts';
