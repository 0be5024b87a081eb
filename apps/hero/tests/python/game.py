"""The game's mutations, written from packages/mutations/GAME.md alone."""

from copy import deepcopy

HERO = 'Hero'
ROUNDS_KEPT = 50
PUSHES_IN_A_ROUND = 500
PEOPLE_KEPT = 500
MAY_COME_BACK_FOR = 600_000

DARK, WAITING, LIT = {'is': 'dark'}, {'is': 'waiting'}, {'is': 'lit', 'word': None}
STARTED = {'classic': LIT, 'reflex': WAITING, 'quiz': LIT}
CHOSEN = {'classic': LIT, 'reflex': DARK, 'quiz': DARK}

MUTATIONS = {}


class Refusal(Exception):
    """The mutation refuses the action; the message is the code."""


def mutate(state, action, facts):
    """Returns the state after the action, and the code if the mutation refuses it, else None."""
    after = deepcopy(state)
    try:
        MUTATIONS[action['type']](after, action, facts)
    except Refusal as refusal:
        return state, str(refusal)
    return after, None


def mutation(function):
    """Lists a mutation by its type: `open_round` is `openRound`."""
    first, *more = function.__name__.split('_')
    MUTATIONS[first + ''.join(word.title() for word in more)] = function


def must(holds, code):
    if not holds:
        raise Refusal(code)


# What follows from the state.


def person_of(state, person):
    return next((one for one in state['people'] if one['id'] == person), None)


def name_of(state, person):
    return (person_of(state, person) or {'name': 'Somebody'})['name']


def is_here(state, person):
    return any(one['id'] == person and one['clients'] for one in state['people'])


def has_place(state, person):
    return person in (state['host'], *state['admitted']) or is_here(state, person)


def has_entry(entries, person):
    return any(one['person'] == person for one in entries)


def is_free(state, action, except_for):
    keys = set(action.get('nameKeys', ()))
    return not any(keys.intersection(one['nameKeys']) and one['id'] != except_for for one in state['people'])


def rename(state, person, action):
    person_of(state, person).update({key: action[key] for key in ('name', 'nameKeys') if key in action})


def winner(state):
    if state['game'] != 'quiz':
        return state['personWhoPushedFirst']
    return next((one['person'] for one in state['judgements'] if one['isRight']), None)


def answering(state):
    if state['game'] != 'quiz' or winner(state) is not None:
        return None
    waiting = (one['person'] for one in state['pushes'] if not has_entry(state['judgements'], one['person']))
    return next(waiting, None)


def is_over(state):
    here = [one['id'] for one in state['people'] if one['clients']]
    sit_out = bool(here) and all(has_entry(state['falseStarts'], person) for person in here)
    return winner(state) is not None or (state['game'] == 'reflex' and sit_out)


def may_start_rounds(state, person):
    return person == state['host'] or (state['game'] != 'quiz' and not state['onlyHostStarts'])


# Parts of effects.


def keep_people(state, *lists):
    """Keeps those who are here, and those who have an entry in one of these lists."""
    entries = [entry for entries in lists for entry in entries]
    state['people'] = [one for one in state['people'] if one['clients'] or has_entry(entries, one['id'])]


def next_round(state, game, button):
    lists = {key: state[key] for key in ('pushes', 'falseStarts')}
    won = winner(state)
    if any(lists.values()):
        named = {key: [{**one, 'name': name_of(state, one['person'])} for one in value] for key, value in lists.items()}
        finished = {'round': state['round'], 'game': state['game'], 'winner': won, **named}
        state['earlierRounds'] = [*state['earlierRounds'], finished][-ROUNDS_KEPT:]
    if won is not None:
        before = sum(one['points'] for one in state['points'] if one['person'] == won)
        others = [one for one in state['points'] if one['person'] != won]
        score = {'person': won, 'name': name_of(state, won), 'points': before + 1}
        state['points'] = [*others, score][-PEOPLE_KEPT:]
    keep_people(state)
    state.update(game=game, button=button, round=state['round'] + 1, personWhoPushedFirst=None)
    state.update(pushes=[], falseStarts=[], judgements=[])


# Rounds.


@mutation
def push(state, action, facts):
    person, button = action['person'], state['button']
    must(action['round'] == state['round'], 'too-late')
    must(not has_entry(state['pushes'], person), 'already-pushed')
    must(not has_entry(state['falseStarts'], person), 'sits-this-round-out')
    must(is_here(state, person), 'not-in-the-room')
    must(button['is'] != 'dark', 'not-started-yet')
    must(len(state['pushes']) + len(state['falseStarts']) < PUSHES_IN_A_ROUND, 'round-is-full')
    entry = {'person': person, 'serverTime': facts['serverTime'], 'roundTrip': action.get('roundTrip')}
    if button['is'] == 'lit' and button['word'] in (None, action.get('word')):
        state['pushes'].append(entry)
        if state['personWhoPushedFirst'] is None:
            state['personWhoPushedFirst'] = person
    else:
        state['falseStarts'].append(entry)


@mutation
def open_round(state, action, _facts):
    must(action['round'] == state['round'], 'too-late')
    must(is_here(state, action['person']), 'not-in-the-room')
    must(may_start_rounds(state, action['person']), 'only-the-host-may')
    must(state['button'] == DARK, 'already-started')
    state['button'] = STARTED[state['game']]


@mutation
def light_the_button(state, action, facts):
    must(action['person'] == HERO, 'only-hero-may')
    must(action['round'] == state['round'], 'too-late')
    must(state['button'] == WAITING, 'not-waiting')
    must(facts['seed'] is not None, 'no-seed-yet')
    state['button'] = {'is': 'lit', 'word': facts['seed']}


@mutation
def start_next_round(state, action, _facts):
    must(action['round'] == state['round'], 'too-late')
    must(state['game'] == 'quiz' or is_over(state), 'nobody-has-pushed-yet')
    must(is_here(state, action['person']), 'not-in-the-room')
    must(may_start_rounds(state, action['person']), 'only-the-host-may')
    next_round(state, state['game'], STARTED[state['game']])


@mutation
def choose_game(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(action['game'] != state['game'], 'already-chosen')
    next_round(state, action['game'], CHOSEN[action['game']])


@mutation
def judge(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(action['round'] == state['round'], 'too-late')
    must(action['who'] == answering(state), 'does-not-answer-now')
    state['judgements'].append({'person': action['who'], 'isRight': action['isRight']})


@mutation
def take_back_judgement(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(action['round'] == state['round'], 'too-late')
    must(has_entry(state['judgements'][-1:], action['who']), 'nothing-to-take-back')
    state['judgements'].pop()


# People.


@mutation
def enter(state, action, _facts):
    newcomer, client = action['newcomer'], action['client']
    must(action['person'] == HERO, 'only-hero-may')
    must(not state['isClosed'], 'room-closed')
    must(newcomer not in state['removed'], 'removed')
    must(state['admitted'] is None or has_place(state, newcomer), 'room-locked')
    known = person_of(state, newcomer)
    must(known or is_free(state, action, newcomer), 'name-is-taken')
    if not known:
        state['people'].append({'id': newcomer, 'clients': [client]})
        rename(state, newcomer, action)
    elif client not in known['clients']:
        known['clients'].append(client)
    if state['host'] is None:
        state['host'] = newcomer
    if newcomer == state['host']:
        state['hostLeftAt'] = None


@mutation
def leave(state, action, facts):
    must(action['person'] == HERO, 'only-hero-may')
    for one in state['people']:
        if one['clients'] == [action['client']]:
            others = [entry for entry in state['left'] if entry['person'] != one['id']]
            entry = {'person': one['id'], 'serverTime': facts['serverTime']}
            state['left'] = [*others, entry][-PEOPLE_KEPT:]
        one['clients'] = [client for client in one['clients'] if client != action['client']]
    if state['host'] is None or is_here(state, state['host']):
        state['hostLeftAt'] = None
    elif state['hostLeftAt'] is None:
        state['hostLeftAt'] = facts['serverTime']
    keep_people(state, state['pushes'], state['falseStarts'])


@mutation
def take_name(state, action, _facts):
    must(is_here(state, action['person']), 'not-in-the-room')
    must(is_free(state, action, action['person']), 'name-is-taken')
    rename(state, action['person'], action)


# The host.


@mutation
def rename_person(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(is_here(state, action['who']), 'not-in-the-room')
    must(is_free(state, action, action['who']), 'name-is-taken')
    rename(state, action['who'], action)


@mutation
def remove_person(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(action['who'] != action['person'], 'not-yourself')
    must(is_here(state, action['who']), 'not-in-the-room')
    state['removed'] = [*state['removed'], action['who']][-PEOPLE_KEPT:]
    person_of(state, action['who'])['clients'] = []
    keep_people(state, state['pushes'], state['falseStarts'])


@mutation
def hand_over(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(is_here(state, action['to']), 'not-in-the-room')
    state['host'] = action['to']


@mutation
def replace_host(state, action, _facts):
    must(action['person'] == HERO, 'only-hero-may')
    must(action['absent'] == state['host'] and state['hostLeftAt'] is not None, 'too-late')
    must(is_here(state, action['by']), 'not-in-the-room')
    state.update(host=action['by'], hostLeftAt=None)


@mutation
def keep_rounds_to_host(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    state['onlyHostStarts'] = action['isKept']


@mutation
def lock_room(state, action, facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    if not action['isLocked']:
        state['admitted'] = None
    elif state['admitted'] is None:
        since = facts['serverTime'] - MAY_COME_BACK_FOR
        gone = [entry['person'] for entry in state['left'] if entry['serverTime'] >= since]
        gone = [person for person in gone if not is_here(state, person)]
        here = [one['id'] for one in state['people'] if one['clients']]
        state['admitted'] = [*gone, *here][-PEOPLE_KEPT:]


@mutation
def let_in(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    must(state['admitted'] is not None, 'not-locked')
    must(action['who'] not in state['removed'], 'removed')
    others = [person for person in state['admitted'] if person != action['who']]
    state['admitted'] = [*others, action['who']][-PEOPLE_KEPT:]


@mutation
def close_room(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    state['isClosed'] = True


@mutation
def allow_direct_links(state, action, _facts):
    must(action['person'] == state['host'], 'only-the-host-may')
    state['directLinks'] = action['allowed']
    agreed = [one for one in state['agreedToLinks'] if one != action['person']] + [action['person']]
    state['agreedToLinks'] = agreed[-PEOPLE_KEPT:] if action['allowed'] else []


@mutation
def agree_to_links(state, action, _facts):
    must(is_here(state, action['person']), 'not-in-the-room')
    must(state['directLinks'], 'too-late')
    others = [one for one in state['agreedToLinks'] if one != action['person']]
    state['agreedToLinks'] = (others + [action['person']])[-PEOPLE_KEPT:] if action['agreed'] else others
