import * as v from 'valibot';

const answerSchema = v.union([v.object({ code: v.string() }), v.object({ error: v.string() })]);

/** Asks Hero for a new room. Returns its code, or the code of the problem. */
export async function startRoom(): Promise<{ readonly code: string } | { readonly problem: string }> {
  try {
    const response = await fetch('api/rooms', { method: 'POST' });
    const answer = v.parse(answerSchema, await response.json());
    return 'code' in answer ? answer : { problem: answer.error };
  } catch {
    return { problem: 'no-answer' };
  }
}
