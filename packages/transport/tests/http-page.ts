import * as v from 'valibot';

const openSchema = v.object({ sid: v.string() });

/** A connection that is written from PROTOCOL.md alone, with nothing but HTTP. It may say anything. */
export class HttpPage {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  /** Connects to an address with these things in its query, each as often as it is listed. */
  static async open(url: string, query: readonly (readonly [name: string, value: string])[]): Promise<HttpPage> {
    const address = new URLSearchParams([['EIO', '4'], ['transport', 'polling'], ...query].map(([...pair]) => pair));
    const polling = `${url}/socket.io/?${address}`;
    const opened: unknown = JSON.parse((await (await fetch(polling)).text()).slice(1));
    const page = new HttpPage(`${polling}&sid=${v.parse(openSchema, opened).sid}`);
    await page.send('40');
    await page.receive();
    return page;
  }

  /** Sends packets. */
  async send(...packets: readonly string[]): Promise<void> {
    const response = await fetch(this.#session, { method: 'POST', body: packets.join('\u001e') });
    if ((await response.text()) !== 'ok') throw new Error('the packets were not taken');
  }

  /** Sends an event. */
  emit(name: string, message: unknown): Promise<void> {
    return this.send(`42${JSON.stringify([name, message])}`);
  }

  /** Resolves with the next packets. */
  async receive(): Promise<readonly string[]> {
    return (await (await fetch(this.#session)).text()).split('\u001e');
  }
}
