import { createRoom } from '../../hero/create-room.ts';
import { HeroProcess } from '../../hero/hero-process.ts';
import { RawSocket } from '../raw-socket.ts';
import { Tally } from '../tally.ts';
import { broken, type Trial } from '../trial.ts';

export const turn: Trial = {
  what: 'a page of a room without direct links asks for the password of the TURN server',
  async run() {
    const environment = { HERO_TURN_URLS: 'turn:turn.example:3478', HERO_TURN_SECRET: 'a secret of the TURN server' };
    const hero = await HeroProcess.start({ environment });
    const room = await createRoom(hero.url);
    const socket = await RawSocket.open({ url: hero.url, address: '127.0.0.1', tally: new Tally() }, room);
    const packet = await socket.askToEnter();
    socket.end();
    await hero.stop();
    return broken({ 'it gets one': packet.startsWith('42["welcome"') && !packet.includes('"credential"') });
  },
};
