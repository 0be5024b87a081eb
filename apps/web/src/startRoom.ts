import * as v from 'valibot';

const answerSchema = v.union([v.object({ code: v.string() }), v.object({ error: v.string() })]);

const problems: Readonly<Record<string, string>> = {
  'too-many-new-rooms': 'Too many rooms were started from here just now. Try again in a minute.',
  'no-more-rooms': 'Hero has no room left. Try again later.',
  'not-recorded': 'Hero cannot save a new room just now. Try again in a little while.',
  closing: 'Hero is starting anew. Try again in a moment.',
};

/** Asks Hero for a new room. Returns its code, or what went wrong in plain words. */
export async function startRoom(): Promise<{ code: string } | { problem: string }> {
  try {
    const response = await fetch('/api/rooms', { method: 'POST' });
    const answer = v.parse(answerSchema, await response.json());
    if ('code' in answer) return answer;
    return { problem: problems[answer.error] ?? 'Hero could not start a room. Try again.' };
  } catch {
    return { problem: 'Hero does not answer. Check your connection and try again.' };
  }
}
