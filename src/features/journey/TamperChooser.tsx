import { tamperCases, type TamperCase, type TamperId } from '#core/journey/tamper.ts';
import { chooseTamper, journeyStore } from '#state/journey.ts';
import { classes } from '#ui/classes.ts';
import { Select, type SelectGroup, type SelectOption } from '#ui/Select.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import type { WayEnd, WayEnds } from '#workers/journey-calls.ts';
import { useId } from 'react';
import { useStore } from 'zustand';
import { ReplaySource } from './ReplaySource.tsx';
import styles from './Tamper.module.css';
import { endWords, tamperGroups } from './words.ts';

const groups = Object.keys(tamperGroups) as readonly TamperCase['by'][];
const nobody = 'nobody';
const replay = 'replay-other' satisfies TamperId;
type Choice = TamperId | typeof nobody;

function choose(choice: Choice): void {
  chooseTamper(choice === nobody ? undefined : choice);
}

/** Who tampers with what: a list where there is room, with where each case ends; the browser's own list elsewhere. */
export function TamperChooser({ asList }: { readonly asList: boolean }) {
  const tamper = useStore(journeyStore, (state) => state.tamper);
  const chosen = tamper ?? nobody;
  const what = tamperCases.find(({ id }) => id === tamper)?.what;
  const ends = useStore(journeyStore, (state) => state.ends);
  if (asList) return <TamperList chosen={chosen} ends={ends} />;
  return (
    <div className={styles.narrow}>
      <Select<Choice> label="Tamper" value={chosen} options={optionsFor(ends)} onChange={choose} />
      {what !== undefined && <p className={styles.what}>{what}</p>}
      {chosen === replay && <ReplaySource />}
    </div>
  );
}

function optionsFor(ends: WayEnds | undefined): readonly (SelectOption<Choice> | SelectGroup<Choice>)[] {
  return [
    { value: nobody, label: 'Nobody tampers' },
    ...groups.map((by) => ({
      label: tamperGroups[by],
      options: tamperCases
        .filter((each) => each.by === by)
        .map(({ id, title }) => ({
          value: id,
          label: ends === undefined ? title : `${title} · ${endWords(ends.byCase[id], true).words}`,
        })),
    })),
  ];
}

function TamperList({ chosen, ends }: { readonly chosen: Choice; readonly ends: WayEnds | undefined }) {
  return (
    <fieldset className={styles.cases}>
      <legend className={styles.legend}>Tamper</legend>
      <Case choice={nobody} title="Nobody tampers" chosen={chosen} end={ends?.honest} isTampering={false} />
      {groups.map((by) => (
        <fieldset key={by} className={styles.group}>
          <legend className={styles.by}>{tamperGroups[by]}</legend>
          {tamperCases
            .filter((each) => each.by === by)
            .map(({ id, title, what }) => (
              <Case
                key={id}
                choice={id}
                title={title}
                what={what}
                chosen={chosen}
                end={ends?.byCase[id]}
                isTampering
              />
            ))}
        </fieldset>
      ))}
    </fieldset>
  );
}

function Case({
  choice,
  title,
  what,
  chosen,
  end,
  isTampering,
}: {
  readonly choice: Choice;
  readonly title: string;
  readonly what?: string;
  readonly chosen: Choice;
  readonly end: WayEnd | undefined;
  /** For an honest host the secret is where the way should end. */
  readonly isTampering: boolean;
}) {
  const words = end === undefined ? undefined : endWords(end, isTampering);
  const isChosen = choice === chosen;
  const description = useId();
  return (
    <div className={classes(styles.case, isChosen && styles.isChosen)}>
      <label className={styles.label}>
        <input
          type="radio"
          name="journey-tamper"
          checked={isChosen}
          aria-describedby={isChosen && what !== undefined ? description : undefined}
          onChange={() => {
            choose(choice);
          }}
        />
        <span className={styles.title}>{title}</span>
        {words !== undefined && (
          <span className={classes(styles.end, words.isAlarm && styles.alarm)}>
            {words.isAlarm && <ToneIcon tone="error" size={14} />}
            {words.words}
          </span>
        )}
      </label>
      {isChosen && what !== undefined && (
        <p id={description} className={styles.what}>
          {what}
        </p>
      )}
      {isChosen && choice === replay && (
        <div className={styles.source}>
          <ReplaySource />
        </div>
      )}
    </div>
  );
}
