import { answering, asksQuestions, nameOf, verdictOn, winnerOf } from '@button/mutations';
import type { Language } from '../../i18n/language.ts';
import { useLanguage } from '../../i18n/useLanguage.tsx';
import { Button } from '../../ui/Button.tsx';
import { notStarted, ownPush, peersPush, type Known, type Status } from '../sayings.ts';
import type { ControlsProps, PageMode } from './mode.ts';
import styles from './quiz.module.css';

export const quiz: PageMode = {
  sayings: [rightAnswer, notStarted, whoAnswers, wrongAnswer, ownPush, peersPush],
  invitation: pushToAnswer,
  startLabels: { first: 'openBuzzers', next: 'nextQuestion' },
  Controls: QuizMaster,
};

function rightAnswer({ officialState, person }: Known, { words, named }: Language): Status | null {
  const winner = winnerOf(officialState);
  if (winner === null) return null;
  const headline = words.status.won(named(nameOf(officialState, winner)));
  return { tone: winner === person ? 'victory' : 'verdict', headline, detail: words.quiz.wasRight };
}

/** One person answers; the others wait for their turn, or can still push. */
function whoAnswers({ state, officialState, person }: Known, { words, named }: Language): Status | null {
  const answers = answering(officialState);
  if (answers === null) return null;
  const { quiz, status } = words;
  if (answers === person) return { tone: 'victory', headline: quiz.youAnswer, detail: quiz.sayItAloud };
  const headline = quiz.answers(named(nameOf(officialState, answers)));
  if (person === null) return { tone: 'verdict', headline, detail: status.hostDecides };
  const mine = verdictOn(officialState, person);
  const hasTried = officialState.judgements.some((judgement) => judgement.person === person);
  if (mine && !hasTried) return { tone: 'corrected', headline, detail: quiz.youCame(mine.place, mine.behind) };
  if (asksQuestions(officialState, person)) return { tone: 'verdict', headline, detail: quiz.isItRight };
  const isAsked = state.pushes.some((push) => push.person === person) && !hasTried;
  if (isAsked) return { tone: 'verdict', headline, detail: status.youPushedToo };
  return { tone: 'verdict', headline, detail: hasTried ? quiz.youHaveTried : quiz.beNext };
}

function wrongAnswer({ state, person }: Known, { words: { quiz } }: Language): Status | null {
  if (!state.judgements.some((judgement) => judgement.person === person)) return null;
  return { tone: 'corrected', headline: quiz.notRight, detail: quiz.openForOthers };
}

function pushToAnswer(_known: Known, { words: { quiz } }: Language): Status {
  return { tone: 'open', headline: quiz.pushToAnswer, detail: quiz.firstGetsTo };
}

/** The controls of the person who asks: they judge the answers. */
function QuizMaster({ state, officialState, person, onSay }: ControlsProps) {
  const { words, named } = useLanguage();
  const { quiz } = words;
  const { round, judgements } = officialState;
  const who = answering(officialState);
  const last = judgements.at(-1);
  const judge = (isRight: boolean) => {
    if (who !== null) onSay({ type: 'judge', round, who, isRight });
  };
  if (!asksQuestions(state, person)) return null;
  return (
    <div className={styles.controls} role="group" aria-label={quiz.theAnswer}>
      {who !== null && (
        <>
          <Button onClick={() => judge(true)}>{quiz.isRight(named(nameOf(officialState, who)))}</Button>
          <Button onClick={() => judge(false)}>{quiz.wrong}</Button>
        </>
      )}
      {last && (
        <Button onClick={() => onSay({ type: 'takeBackJudgement', round, who: last.person })}>
          {quiz.undo(named(nameOf(officialState, last.person)), last.isRight)}
        </Button>
      )}
    </div>
  );
}
