import { answering, nameOf, type GameIntent, type State } from '@button/mutations';
import { useLanguage } from './useLanguage.tsx';

interface QuizMasterProps {
  readonly officialState: State;
  readonly onSay: (intent: GameIntent) => void;
}

/** What the host says of the answers. */
export function QuizMaster({ officialState, onSay }: QuizMasterProps) {
  const { words, named } = useLanguage();
  const { quiz } = words;
  const { round, judgements } = officialState;
  const who = answering(officialState);
  const last = judgements.at(-1);
  const judge = (isRight: boolean) => {
    if (who !== null) onSay({ type: 'judge', round, who, isRight });
  };
  return (
    <div className="quiz" role="group" aria-label={quiz.theAnswer}>
      {who !== null && (
        <>
          <button type="button" onClick={() => judge(true)}>
            {quiz.isRight(named(nameOf(officialState, who)))}
          </button>
          <button type="button" onClick={() => judge(false)}>
            {quiz.wrong}
          </button>
        </>
      )}
      {last && (
        <button type="button" onClick={() => onSay({ type: 'takeBackJudgement', round, who: last.person })}>
          {quiz.undo(named(nameOf(officialState, last.person)), last.isRight)}
        </button>
      )}
    </div>
  );
}
