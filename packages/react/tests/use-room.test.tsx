import { notesRules, type Notes, type NotesIntent } from '@button/sync/testing';
import { act, Activity, StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { useRoom, type RoomInUse } from '../src/index.ts';
import { HeroChannel } from './hero-channel.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

/** The results of `useRoom` in each render of a component, the newest last. */
type Renders = RoomInUse<Notes, NotesIntent>[];

interface ListProps {
  readonly channel: HeroChannel;
  readonly renders?: Renders;
  readonly room?: string;
}

function List({ channel, renders, room = 'shopping' }: ListProps) {
  const used = useRoom({ rules: notesRules, room, channelToHero: channel });
  renders?.push(used);
  const { state, denied } = used.view;
  if (denied !== null) return <p>denied: {denied}</p>;
  return state ? <p>{state.notes.map(({ text }) => text).join()}</p> : <p>connecting</p>;
}

const roots: (() => void)[] = [];
afterEach(() => act(() => roots.splice(0).forEach((unmount) => unmount())));

async function show(children: ReactNode) {
  const home = document.createElement('div');
  const root = createRoot(home);
  const render = (next: ReactNode) => act(async () => root.render(next));
  const unmount = () => act(async () => root.unmount());
  roots.push(() => root.unmount());
  await render(children);
  return { home, render, unmount };
}

test('a component that is shown is in its room, and one that is not shown opens nothing', async () => {
  const channel = await HeroChannel.make();
  expect(renderToString(<List channel={channel} />)).toBe('<p>connecting</p>');
  expect(channel.openings).toBe(0);

  const { home } = await show(<List channel={channel} />);
  await act(() => channel.add('milk'));
  expect(home.textContent).toBe('milk');
});

test('StrictMode, which unsubscribes and subscribes again at once, opens one link', async () => {
  const channel = await HeroChannel.make();
  const { home } = await show(
    <StrictMode>
      <List channel={channel} />
    </StrictMode>,
  );
  await act(() => channel.add('milk'));
  expect(home.textContent).toBe('milk');
  expect(channel.openings).toBe(1);
  expect(channel.isOpen).toBe(true);
});

test('one message is one render', async () => {
  const channel = await HeroChannel.make();
  const renders: Renders = [];
  await show(<List channel={channel} renders={renders} />);
  const before = renders.length;
  await act(() => channel.add('milk'));
  await act(() => channel.add('bread'));
  expect(renders.length).toBe(before + 2);
});

test('an action is shown at once, and settled by Hero', async () => {
  const channel = await HeroChannel.make();
  const renders: Renders = [];
  const { home } = await show(<List channel={channel} renders={renders} />);
  const settled = await act(async () => [renders.at(-1)?.emit({ type: 'add', text: 'milk' })]);
  expect(home.textContent).toBe('milk');
  expect(renders.at(-1)?.view.officialState).toEqual({ notes: [] });

  await act(() => channel.release());
  expect(await settled[0]).toMatchObject({ kind: 'official' });
  expect(renders.at(-1)?.view).toMatchObject({ unsettled: 0, officialState: { notes: [{ text: 'milk' }] } });
});

test('emit is one function for all renders, and throws before the page is in the room', async () => {
  const channel = await HeroChannel.make();
  const renders: Renders = [];
  await show(<List channel={channel} renders={renders} />);
  expect(new Set(renders.map(({ emit }) => emit)).size).toBe(1);

  renderToString(<List channel={channel} renders={renders} />);
  expect(() => renders.at(-1)?.emit({ type: 'add', text: 'milk' })).toThrow('not in a room yet');
});

test('an unmounted component leaves the room when all its actions are settled', async () => {
  const channel = await HeroChannel.make();
  const renders: Renders = [];
  const { unmount } = await show(<List channel={channel} renders={renders} />);
  await act(async () => void renders.at(-1)?.emit({ type: 'add', text: 'milk' }));
  await unmount();
  expect(channel.isOpen).toBe(true);

  await channel.release();
  await channel.closed;
  expect(renders.at(-1)?.link?.view).toMatchObject({ link: 'closed', officialState: { notes: [{ text: 'milk' }] } });
});

test('a component whose page is denied gets the code, and leaves at once when it is unmounted', async () => {
  const channel = await HeroChannel.make();
  const renders: Renders = [];
  const { home, unmount } = await show(<List channel={channel} renders={renders} />);
  await act(async () => void renders.at(-1)?.emit({ type: 'add', text: 'milk' }));
  await act(async () => channel.deny('removed'));
  expect(home.textContent).toBe('denied: removed');
  await unmount();
  expect(renders.at(-1)?.link?.view.link).toBe('closed');
});

test('a component that is hidden leaves the room, and is the same client when it is shown again', async () => {
  const channel = await HeroChannel.make();
  const renders: Renders = [];
  const list = <List channel={channel} renders={renders} />;
  const { home, render } = await show(<Activity>{list}</Activity>);
  for (const text of ['milk', 'bread']) {
    await act(async () => void renders.at(-1)?.emit({ type: 'add', text }));
    await act(() => channel.release());
    await render(<Activity mode="hidden">{list}</Activity>);
    expect(channel.isOpen).toBe(false);
    await render(<Activity>{list}</Activity>);
  }
  expect(home.textContent).toBe('milk,bread');
});

test('another room is entered in place of the one before it', async () => {
  const [kitchen, garden] = [await HeroChannel.make(), await HeroChannel.make()];
  await garden.add('spade');
  const { home, render } = await show(<List channel={kitchen} room="kitchen" />);
  await act(() => kitchen.add('milk'));
  await render(<List channel={garden} room="garden" />);
  expect(home.textContent).toBe('spade');
  await kitchen.closed;
});
