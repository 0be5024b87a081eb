import { measureFullRoom } from './measurements/full-room.ts';
import { measureJoining } from './measurements/joining.ts';
import { measureLatency } from './measurements/latency.ts';
import { measureLatencyInBrowsers } from './measurements/latency-in-browsers.ts';
import { measurePeers } from './measurements/peers.ts';
import { measureRebase } from './measurements/rebase.ts';
import { measureThroughput } from './measurements/throughput.ts';
import { measureWaking } from './measurements/waking.ts';
import { buildAll, HeroProcess, startRelay } from './processes/servers.ts';
import { Workshop } from './processes/workshop.ts';
import type { Row } from './result/row.ts';

/** Takes all measurements, one after the other. `report` gets the name of each before it starts. */
export async function benchmark(report: (step: string) => void): Promise<readonly Row[]> {
  const workshop = new Workshop();
  report('building');
  buildAll();

  const relay = await startRelay(workshop);
  const memory = await HeroProcess.start(workshop, ':memory:');
  const disk = await HeroProcess.start(workshop, workshop.path('new'));
  const servers = { relay, memory, disk };
  report('push to official, in two browsers');
  const inBrowsers = await measureLatencyInBrowsers(workshop, servers);
  report('push to official, without browsers');
  const latency = await measureLatency(workshop, servers);
  report('push to a peer, directly');
  const peers = await measurePeers(workshop, memory);
  report('a room full of people');
  const fullRoom = await measureFullRoom(memory);
  report('rebase');
  const rebase = await measureRebase();
  report('actions in a second');
  const throughput = await measureThroughput(workshop, disk, relay);
  for (const hero of [memory, disk]) await hero.stop();

  report('making rooms with long histories');
  const old = workshop.path('old');
  await workshop.help('histories', old).finished();
  report('waking rooms');
  const waking = await measureWaking(workshop, old);
  report('joining rooms');
  const joining = await measureJoining(await HeroProcess.start(workshop, old));
  return [...inBrowsers, ...latency, ...peers, ...fullRoom, ...rebase, ...throughput, ...joining, ...waking];
}
