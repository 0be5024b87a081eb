import * as v from 'valibot';
import type { Words } from './language.ts';

/** Why there is no new room. */
export type StartProblem = keyof Words['startProblems'];

const knownProblems = ['too-many-new-rooms', 'no-more-rooms', 'not-recorded', 'closing'] as const;
const answerSchema = v.union([
  v.object({ code: v.string() }),
  v.object({ error: v.fallback(v.picklist([...knownProblems, 'unknown']), 'unknown') }),
]);

/** Asks Hero for a new room. Returns its code, or what went wrong. */
export async function startRoom(): Promise<{ code: string } | { problem: StartProblem }> {
  try {
    const response = await fetch('/api/rooms', { method: 'POST' });
    const answer = v.parse(answerSchema, await response.json());
    return 'code' in answer ? answer : { problem: answer.error };
  } catch {
    return { problem: 'no-answer' };
  }
}
