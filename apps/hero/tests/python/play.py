"""
Plays random games with four people, host actions and lost links, and compares everyone's state with Hero's.

Usage: play.py ADDRESS RULES SEED GAMES. Prints how often each thing happened, as JSON. The seed decides what everybody
does; in which order it reaches Hero, the network does.
"""

import asyncio
import json
import sys
from collections import Counter
from random import Random
from urllib.request import Request, urlopen

from client import Client

NAMES = ('Bob', 'Sue', 'Ann', 'Tom')
MODES = ('classic', 'reflex', 'quiz')
RETURNS = ('in time', 'reloaded', 'as a new page', 'ahead of the record')
SCENES = 6 * ['burst'] + 4 * ['lose_link'] + ['gap', 'flood', 'remove', 'lock', 'hand_over', 'reflex', 'quiz']


class Game:
    def __init__(self, url, rules, seed, number):
        self.url, self.rules, self.number = url, rules, number
        self.random = Random(f'{seed} {number}')
        self.counts = Counter()
        with urlopen(Request(f'{url}/api/rooms', method='POST')) as response:
            self.room = json.load(response)['code']
        self.players, self.watchers = [], []

    @property
    def state(self):
        return self.players[0].state

    @property
    def live(self):
        return [page for page in (*self.players, *self.watchers) if page.link == 'live']

    @property
    def host(self):
        return next(page for page in self.players if page.person == self.state['host'])

    async def play(self):
        for name in NAMES:
            self.players.append(await self.page(name))
        await self.choose(MODES[self.number % len(MODES)])
        scenes = [*SCENES, *(['absence'] if self.number % 2 == 0 else [])]
        self.random.shuffle(scenes)
        for scene in scenes:
            await getattr(self, scene)()
            await self.settle()
        await self.compare()
        if self.number % 4 == 1:
            await self.close()
        for page in self.players:
            await page.lose()
        return self.counts

    async def page(self, name, watches=False):
        page = Client(self.url, self.rules, self.room, name, self.count, watches)
        await page.enter()
        return page

    def count(self, what, times=1):
        self.counts[what] += times

    async def settle(self):
        """Waits until every action is settled, and everyone is at the same place in the record."""
        for page in self.live:
            await page.until(lambda page=page: not page.unsettled)
        last = max(page.server_seq for page in self.live)
        for page in self.live:
            await page.until(lambda page=page: page.server_seq >= last)

    async def compare(self):
        """Everyone's state is Hero's, as a newcomer who watches is given it."""
        watcher = await self.page(None, watches=True)
        snapshot = watcher.last_snapshot
        pages = self.live
        while True:
            for page in pages:
                await page.until(lambda page=page: page.server_seq >= snapshot['serverSeq'])
            if all(page.server_seq == snapshot['serverSeq'] for page in pages):
                break
            # Hero has acted meanwhile.
            snapshot = await watcher.snapshot()
        for page in pages:
            must_be_same(page.state, snapshot['state'])
        self.count('compared', len(pages))
        await watcher.lose()

    def intent(self, page):
        """A random action, which may be a mistake."""
        choose, state = self.random.choice, self.state
        people = [one['id'] for one in state['people']]
        round, word = max(1, state['round'] - choice_of(self.random, 1, 9)), state['button'].get('word')
        flag, who, client = choose((True, False)), choose(people), choose(self.players).client_id
        push = {'type': 'push', 'round': round, **({} if word is None or choose((True, False)) else {'word': word})}
        intents = {
            'push': (20, {**push, **({'roundTrip': self.random.randint(0, 60_000)} if flag else {})}),
            'startNextRound': (6, {'round': round}),
            'openRound': (6, {'round': round}),
            'judge': (3, {'round': round, 'who': who, 'isRight': flag}),
            'takeBackJudgement': (1, {'round': round, 'who': who}),
            'takeName': (2, {'name': choose(('bob', ' Sue\t 2 ', 'Zoë\u200b', '🎉 party', 'x' * 21, 'x' * 201))}),
            'renamePerson': (1, {'who': who, 'name': choose(('Bob', 'Eve'))}),
            'keepRoundsToHost': (1, {'isKept': flag}),
            'allowDirectLinks': (1, {'allowed': flag}),
            'agreeToLinks': (1, {'agreed': flag}),
            'handOver': (1, {'to': who}),
            'chooseGame': (1, {'game': choose(MODES)}),
            'removePerson': (1, {'who': page.person}),
            'enter': (1, {'client': client, 'newcomer': who, 'name': 'Eve'}),
            'leave': (1, {'client': client}),
            'lightTheButton': (1, {'round': round}),
            'replaceHost': (1, {'absent': who, 'by': who}),
            'win': (1, {}),
        }
        (kind,) = self.random.choices(list(intents), [weight for weight, _ in intents.values()])
        return {'type': kind, **intents[kind][1]}

    def act(self, page, times):
        for _ in range(times):
            page.emit(self.intent(page))

    async def choose(self, game):
        if self.state['game'] != game:
            await self.host_emits(type='chooseGame', game=game)

    async def host_emits(self, **action):
        self.host.emit(action)
        await self.settle()

    # The scenes.

    async def burst(self):
        for _ in range(self.random.randint(3, 12)):
            self.act(self.host if choice_of(self.random, 3, 10) else self.random.choice(self.players), 1)

    async def lose_link(self):
        page = self.random.choice(self.players)
        self.act(page, self.random.randint(0, 3))
        await page.lose()
        self.watchers.append(await self.page(None, watches=True))
        for other in self.players:
            self.act(other, self.random.randint(0, 2))
        await self.come_back(page, self.random.choice(RETURNS))
        await self.settle()
        await self.compare()
        await self.watchers.pop().lose()

    async def come_back(self, page, how):
        server_seq = page.server_seq
        if how == 'reloaded':
            server_seq = page.server_seq = None
        if how == 'as a new page':
            page.client_id, page.unsettled, page.server_seq = None, [], None
        if how == 'ahead of the record':
            server_seq += 1_000_000
        await page.enter(server_seq)
        self.count(how)

    async def absence(self):
        """The host is away for so long that Hero takes them off the list, and perhaps replaces them."""
        page = self.host
        other = next(other for other in self.players if other is not page)
        person = page.person
        await page.lose()
        await other.until(lambda: other.state['hostLeftAt'] is not None or other.state['host'] != person)
        await self.compare()
        if self.random.choice((True, False)):
            await other.until(lambda: other.state['host'] != person)
        await self.come_back(page, 'in time')

    async def gap(self):
        page = self.random.choice(self.players)
        page.emit(self.intent(page), is_sent=False)
        self.act(page, 2)
        await page.until(lambda: not page.unsettled)
        page.emit(self.intent(page))
        page.send_again()

    async def flood(self):
        """One page sends too much. If it has to catch up meanwhile, which counts too, Hero ends its connection."""
        page = self.random.choice(self.players)
        self.act(page, 70)
        await page.until(lambda: not page.unsettled or page.link == 'lost')
        if page.link == 'lost':
            await self.come_back(page, 'in time')

    async def remove(self):
        await self.host_emits(type='lockRoom', isLocked=False)
        page = self.random.choice([page for page in self.players if page is not self.host])
        self.host.emit({'type': 'removePerson', 'who': page.person})
        await page.until(lambda: page.link == 'lost')
        await must_be_denied(page, 'removed')
        self.players[self.players.index(page)] = await self.page(page.name)

    async def lock(self):
        """Eve waits at the door twice. The host says no, and then lets her in."""
        await self.host_emits(type='lockRoom', isLocked=True)
        eve = await self.knock()
        self.host.send_away(self.visitor())
        await eve.until(lambda: eve.link == 'denied')
        must_be_same(eve.denied, 'not-let-in')
        eve = await self.knock()
        await self.host_emits(type='letIn', who=self.visitor())
        await eve.until(lambda: eve.link == 'live')
        self.players.append(eve)
        await self.host_emits(type='lockRoom', isLocked=False)

    async def knock(self):
        eve = await self.page('Eve')
        must_be_same(eve.link, 'waiting')
        await self.host.until(lambda: self.host.door and self.host.door['waiting'])
        return eve

    def visitor(self):
        [visitor], self.host.door = self.host.door['waiting'], None
        return visitor['person']

    async def hand_over(self):
        await self.host_emits(type='handOver', to=self.random.choice(self.players).person)

    async def reflex(self):
        """One person pushes too early, the others at the light. In the next round, all push too early."""
        await self.choose('reflex')
        await self.start_round()
        self.push(self.random.choice(self.players))
        await self.settle()
        for page in self.players:
            await page.until(lambda page=page: page.state['button']['is'] == 'lit')
            self.push(page, word=page.state['button']['word'])
        await self.settle()
        await self.start_round()
        for page in self.players:
            self.push(page)
        await self.settle()
        await self.start_round()

    async def quiz(self):
        await self.choose('quiz')
        await self.start_round()
        for page in self.random.sample(self.players, 4):
            self.push(page)
        await self.settle()
        first, second = [one['person'] for one in self.state['pushes']][:2]
        this = {'round': self.state['round']}
        await self.host_emits(type='judge', who=first, isRight=True, **this)
        await self.host_emits(type='takeBackJudgement', who=first, **this)
        await self.host_emits(type='judge', who=first, isRight=False, **this)
        await self.host_emits(type='judge', who=second, isRight=True, **this)
        await self.start_round()

    def push(self, page, **word):
        page.emit({'type': 'push', 'round': self.state['round'], **word})

    async def start_round(self):
        kind = 'openRound' if self.state['button']['is'] == 'dark' else 'startNextRound'
        await self.host_emits(type=kind, round=self.state['round'])

    async def close(self):
        self.host.emit({'type': 'closeRoom'})
        for page in self.players:
            await page.until(lambda page=page: page.link == 'lost')
            must_be_same(page.state['isClosed'], True)
            await must_be_denied(page, 'room-closed')


async def must_be_denied(page, code):
    await page.enter(page.server_seq)
    must_be_same(page.denied, code)


def choice_of(random, part, whole):
    """1 in this part of all cases, else 0."""
    return int(random.random() < part / whole)


def must_be_same(one, other):
    texts = [json.dumps(value, sort_keys=True) for value in (one, other)]
    if texts[0] != texts[1]:
        raise AssertionError('\n'.join(texts))


async def main(url, rules, seed, games):
    played = await asyncio.gather(*(Game(url, rules, seed, number).play() for number in range(int(games))))
    print(json.dumps(sum(played, Counter())))


asyncio.run(main(*sys.argv[1:]))
