"""A client of one room, written from packages/transport/PROTOCOL.md alone, with the socket library as a pipe."""

import asyncio
from contextlib import suppress
from urllib.parse import quote, urlencode

import socketio

from game import mutate

PROTOCOL = 5
EVENTS = ('welcome', 'waiting', 'door', 'lines', 'caughtUp', 'sendAgain', 'notNow', 'denied', 'protocolError')


def decode(message):
    """Yields the lines of a `lines` message or a tail."""
    server_seq, server_time = (message or (0, 0))[:2]
    action = None
    for parts in message[2:]:
        first, number, kind, content, later, seed = (*parts, *[None] * 6)[:6]
        line = {'clientId': first, 'clientSeq': number, 'seed': seed}
        if first is None or isinstance(first, str):
            later = number
            line.update(kind='join', clientId=server_seq, clientSeq=0, person=first)
        elif kind is not None or len(parts) == 2:
            action = action if kind is None else {'type': kind, **(content or {})}
            line.update(kind='action', action=action)
        elif content is not None:
            line.update(kind='refused', code=content)
        else:
            line.update(kind='forget')
        server_time += later or 0
        yield {**line, 'serverSeq': server_seq, 'serverTime': server_time}
        server_seq += 1


class Client:
    """A page. `count` is called with the name of each thing that happens."""

    def __init__(self, url, rules, room, name, count, watches=False):
        query = {'room': room, 'protocol': PROTOCOL, 'rules': rules}
        self.name, self.watches = name, watches
        self.link, self.denied, self.door = 'lost', None, None
        self.state, self.server_seq, self.epoch, self.clients = None, None, None, {}
        self.client_id, self.client_key, self.person_token = None, None, None
        self.unsettled = []
        self.last_snapshot = None
        self._address = f'{url}?{urlencode(query, quote_via=quote)}'
        self._count = count
        self._socket, self._asks, self._pause = None, False, None
        self._news = asyncio.Event()

    @property
    def person(self):
        return self.clients.get(self.client_id, [0, None])[1]

    async def until(self, holds):
        """Waits for the event after which this holds."""
        while not holds():
            self._news.clear()
            await self._news.wait()

    async def enter(self, server_seq=None):
        """Connects, as the client that it was, and waits until it is let in, waits at the door, or is denied."""
        if self._pause:
            await self._pause
        socket = self._socket = socketio.AsyncClient(reconnection=False)
        self.link, self._asks = 'entering', False
        for event in EVENTS:
            socket.on(event, self._handler(socket, getattr(self, f'_handle_{event}')))
        socket.on('disconnect', self._handler(socket, self._handle_loss))
        await socket.connect(self._address, transports=['websocket'], wait_timeout=30)
        keys = {'clientId': self.client_id, 'clientKey': self.client_key, 'epoch': self.epoch, 'serverSeq': server_seq}
        returning = keys if self.client_id else None
        enter = {'name': self.name, 'watches': self.watches, 'personToken': self.person_token, 'returning': returning}
        self._send('enter', enter)
        await self.until(lambda: self.link != 'entering')

    async def lose(self):
        """Loses the connection in the middle of whatever is under way."""
        socket, self._socket, self.link = self._socket, None, 'lost'
        await socket.eio.disconnect(abort=True)

    async def snapshot(self):
        """Asks for a snapshot of Hero's state."""
        self.last_snapshot = None
        self._ask(None)
        await self.until(lambda: self.last_snapshot)
        return self.last_snapshot

    def send_away(self, person):
        self._send('sendAway', {'person': person})

    def emit(self, action, is_sent=True):
        last = self.unsettled[-1][0] if self.unsettled else self.clients[self.client_id][0]
        self.unsettled.append([last + 1, action])
        if is_sent:
            self._send_action(self.unsettled[-1])

    def send_again(self, start=1):
        for one in self.unsettled:
            if one[0] >= start:
                self._send_action(one)

    def _send_action(self, one):
        if self.link == 'live' and not self._pause:
            self._send('emit', one)

    def _send(self, event, message):
        async def send(socket):
            with suppress(socketio.exceptions.SocketIOError):
                await socket.emit(event, message)

        asyncio.ensure_future(send(self._socket))

    def _ask(self, server_seq):
        if not self._asks:
            self._asks = True
            self._send('catchUp', {'epoch': self.epoch, 'serverSeq': server_seq})

    def _handler(self, socket, handle):
        """Ignores what comes over an earlier connection."""

        def handle_event(*message):
            if socket is self._socket:
                handle(*message)
                self._news.set()

        return handle_event

    def _handle_welcome(self, welcome):
        before, self.client_id = self.client_id, welcome['clientId']
        self.client_key, self.person_token = welcome['clientKey'], welcome['personToken']
        self.link, self._pause = 'live', None
        if before not in (None, self.client_id):
            self._renumber(before, welcome['catchUp']['snapshot'])
            self.epoch = None
        self._handle_caughtUp(welcome['catchUp'])
        self.send_again()

    def _renumber(self, before, snapshot):
        continues = snapshot.get('continues')
        is_same = snapshot['epoch'] == self.epoch or (
            continues and continues['epoch'] == self.epoch and before <= continues['serverSeq']
        )
        last = next((number for client, number, _ in snapshot['clients'] if is_same and client == before), None)
        waiting = [action for number, action in self.unsettled if last is not None and number > last]
        self._count('renumbered', len(waiting))
        self.unsettled = [[index + 1, action] for index, action in enumerate(waiting)]

    def _handle_caughtUp(self, catch_up):
        self._asks = False
        if 'snapshot' in catch_up:
            self._count('snapshot')
            self._take(catch_up['snapshot'])
        else:
            self._count('tail')
            self._handle_lines(catch_up['tail'])

    def _take(self, snapshot):
        self.last_snapshot = snapshot
        if snapshot['epoch'] == self.epoch and snapshot['serverSeq'] <= (self.server_seq or 0):
            return
        self.state, self.server_seq, self.epoch = snapshot['state'], snapshot['serverSeq'], snapshot['epoch']
        self.clients = {client: [number, person] for client, number, person in snapshot['clients']}
        # A page that only watches is not listed.
        last, _ = self.clients.get(self.client_id, [0, None])
        self._settle(last)

    def _handle_lines(self, message):
        if self.link != 'live':
            return
        for line in decode(message):
            if line['serverSeq'] <= self.server_seq:
                continue
            if line['serverSeq'] > self.server_seq + 1:
                return self._ask(self.server_seq)
            if line['kind'] in ('action', 'refused') and line['clientId'] not in self.clients:
                self._count('unknown client')
                return self._ask(None)
            self._apply(line)

    def _apply(self, line):
        client, kind, self.server_seq = line['clientId'], line['kind'], line['serverSeq']
        if kind == 'join':
            self.clients[client] = [0, line['person']]
        elif kind == 'forget':
            self.clients.pop(client, None)
        else:
            self.clients[client][0] = line['clientSeq']
        if kind == 'refused':
            self._count(line['code'])
        if kind == 'action':
            action = {**line['action'], 'person': self.clients[client][1]}
            self.state, refusal = mutate(self.state, action, line)
            self._count(refusal or action['type'])
        if client == self.client_id:
            self._settle(line['clientSeq'])

    def _settle(self, last):
        self.unsettled = [one for one in self.unsettled if one[0] > last]

    def _handle_sendAgain(self, message):
        self._count('sendAgain')
        self.send_again(message['from'])

    def _handle_notNow(self, message):
        self._count(message['reason'])
        self._pause = asyncio.ensure_future(self._resume_after(message['retryAfter'] / 1000))

    async def _resume_after(self, seconds):
        own = asyncio.current_task()
        await asyncio.sleep(seconds)
        if self._pause is own:
            self._pause = None
            self.send_again()

    def _handle_waiting(self, _message):
        self.link = 'waiting'
        self._count('waiting')

    def _handle_door(self, door):
        self.door = door

    def _handle_denied(self, message):
        self.link, self.denied = 'denied', message['code']
        self._count(self.denied)

    def _handle_protocolError(self, _message):
        self._count('protocolError')

    def _handle_loss(self, *_reason):
        if self.link != 'denied':
            self.link = 'lost'
