import { answering, nameOf, type GameIntent, type State } from '@button/mutations';

interface QuizMasterProps {
  readonly officialState: State;
  readonly onSay: (intent: GameIntent) => void;
}

/** What the host says of the answers. */
export function QuizMaster({ officialState, onSay }: QuizMasterProps) {
  const { round, judgements } = officialState;
  const who = answering(officialState);
  const last = judgements.at(-1);
  const judge = (isRight: boolean) => {
    if (who !== null) onSay({ type: 'judge', round, who, isRight });
  };
  return (
    <div className="quiz" role="group" aria-label="The answer">
      {who !== null && (
        <>
          <button type="button" onClick={() => judge(true)}>
            {nameOf(officialState, who)} is right
          </button>
          <button type="button" onClick={() => judge(false)}>
            Wrong
          </button>
        </>
      )}
      {last && (
        <button type="button" onClick={() => onSay({ type: 'takeBackJudgement', round, who: last.person })}>
          Undo: {nameOf(officialState, last.person)} was {last.isRight ? 'right' : 'wrong'}
        </button>
      )}
    </div>
  );
}
