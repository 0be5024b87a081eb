import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './SoundSwitch.module.css';

interface SoundSwitchProps {
  readonly isOn: boolean;
  readonly onTurn: (isOn: boolean) => void;
}

/** A loudspeaker; crossed out when it is off. */
export function SoundSwitch({ isOn, onTurn }: SoundSwitchProps) {
  const { sound } = useLanguage().words;
  return (
    <Button look="icon" role="switch" aria-checked={isOn} aria-label={sound} onClick={() => onTurn(!isOn)}>
      <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
        <path className={styles.filled} d="M3 9.5h4l5-4.5v14l-5-4.5H3z" />
        <path d={isOn ? 'M15.5 8.5a5 5 0 0 1 0 7M18 5.5a9 9 0 0 1 0 13' : 'M16 9.5l5 5m0-5l-5 5'} />
      </svg>
    </Button>
  );
}
