/**
 * Makes a room over HTTP, as the page does, and resolves with its code.
 * @throws Error with Hero's answer, if it makes none.
 */
export async function createRoom(url: string): Promise<string> {
  const body: unknown = await (await fetch(`${url}/api/rooms`, { method: 'POST' })).json();
  if (typeof body === 'object' && body && 'code' in body && typeof body.code === 'string') return body.code;
  throw new Error(`Hero made no room: ${JSON.stringify(body)}`);
}
