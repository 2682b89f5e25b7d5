import { isJsonObject, jsonFrom } from '#core/trustee/json.ts';
import type { ScenarioId } from '#core/trustee/resource-policy/scenarios.ts';
import { applyEdits } from '#core/text/edit.ts';
import { TextEditor } from '#editor/TextEditor.tsx';
import { resourcePolicy, resourcePolicyText, setTriedPath } from '#state/resource-policy.ts';
import { workspace } from '#state/workspace.ts';
import type { ScenarioAnswer } from '#workers/trustee-calls.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import { TextField } from '#ui/TextField.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useTheme } from '../common/use-theme.ts';
import { useCodeEditor } from '../editing/uses-code-editor.ts';
import { OutcomeMark } from '../policy/OutcomeMark.tsx';
import { Reason } from '../policy/Reason.tsx';
import { Part } from './Part.tsx';
import { answerSentence, scenarioWords } from './policy-words.ts';
import styles from './ResourcePolicy.module.css';
import { markPlaces, revealInPolicy } from './policy-places.ts';
import { useAnswer } from './use-answer.ts';
import { useTriedPath } from './use-tried.ts';
import { useChosenRoute } from './use-trustee.ts';

/** Everybody who may come for a resource, with what the policy answers, and why. */
export function PolicyTrial() {
  const policy = useStore(resourcePolicy, resourcePolicyText);
  const platforms = useStore(resourcePolicy, (state) => state.form.platforms);
  const tried = useStore(resourcePolicy, (state) => state.tried);
  const document = useStore(workspace, (state) => state.document);
  const route = useChosenRoute();
  const path = useTriedPath();
  const [chosen, setChosen] = useState<ScenarioId>('this-document');
  const request = useMemo(
    () =>
      policy === ''
        ? undefined
        : { policy, document, route: route.id, platforms: [route.platform, ...platforms], path },
    [policy, document, route, platforms, path],
  );
  const answers = useAnswer('scenarios', request)?.answer;
  const scenario = answers?.find(({ id }) => id === chosen) ?? answers?.[0];
  return (
    <Part title="Who gets the resource">
      <TextField
        label="Resource that is asked for"
        description="repository/type/tag, as a pod asks for it."
        code
        value={tried}
        maxLength={1_000}
        onChange={setTriedPath}
      />
      {answers?.length === 0 && (
        <p className={styles.remark}>
          No token comes from this way: the guest refuses the digest, or Trustee ends the request.
        </p>
      )}
      <ul className={styles.scenarios} aria-label="Who asks">
        {answers?.map((answer) => (
          <ScenarioLine
            key={answer.id}
            answer={answer}
            isChosen={answer.id === scenario?.id}
            onChoose={setChosen}
          />
        ))}
      </ul>
      {scenario !== undefined && <Trial key={scenario.id} policy={policy} scenario={scenario} />}
    </Part>
  );
}

function ScenarioLine({
  answer: { id, kind, hostile },
  isChosen,
  onChoose,
}: {
  readonly answer: ScenarioAnswer;
  readonly isChosen: boolean;
  readonly onChoose: (id: ScenarioId) => void;
}) {
  const { title, detail } = scenarioWords[id];
  const isOpen = hostile && kind === 'allowed';
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        className={classes(styles.scenario, isChosen && styles.pressed)}
        onClick={() => {
          onChoose(id);
        }}
      >
        <OutcomeMark outcome={kind} />
        <span className={styles.who}>
          <span>{title}</span>
          <span className={styles.detail}>{detail}</span>
        </span>
        {isOpen && (
          <span className={styles.alarm}>
            <ToneIcon tone="error" size={14} />
            gets it all the same
          </span>
        )}
      </button>
    </li>
  );
}

/** One request in full: the claims, which can be changed, and why the answer is what it is. */
function Trial({ policy, scenario }: { readonly policy: string; readonly scenario: ScenarioAnswer }) {
  const documentId = useStore(workspace, (state) => state.id);
  const given = useMemo(() => JSON.stringify(scenario.claims, undefined, 2), [scenario.claims]);
  const [edited, setEdited] = useState<string>();
  const text = edited ?? given;
  const theme = useTheme();
  const plain = !useCodeEditor();
  const question = useMemo(() => {
    const claims = jsonFrom(text);
    return isJsonObject(claims) ? { policy, claims, plugin: 'resource', path: scenario.path } : undefined;
  }, [policy, text, scenario.path]);
  const found = useAnswer('decide', question);
  const answer = found?.answer;
  const stop = found?.of.policy === policy ? answer?.explained?.stop?.span : undefined;
  useEffect(() => markPlaces(stop === undefined ? undefined : { policy, stop }), [policy, stop]);
  return (
    <section aria-label="This request" className={styles.trial}>
      {question === undefined ? (
        <p className={styles.remark}>The claims are no JSON object, so that nobody can be asked.</p>
      ) : (
        answer !== undefined && (
          <div className={styles.answer} aria-live="polite">
            <OutcomeMark outcome={answer.kind} />
            <p>{answerSentence(answer)}</p>
          </div>
        )
      )}
      {question !== undefined && answer?.explained !== undefined && (
        <section aria-label="Why" className={styles.why}>
          <Reason
            entrypoint="allow"
            outcome={answer.kind}
            explained={answer.explained}
            onPlace={revealInPolicy}
          />
        </section>
      )}
      <div className={styles.bar}>
        <p className={styles.label}>
          Claims of the token, data.resource-path {JSON.stringify(scenario.path)}
        </p>
        {edited !== undefined && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setEdited(undefined);
            }}
          >
            Take the changes back
          </Button>
        )}
        <CopyButton text={text} what="the claims" iconOnly size="small" />
      </div>
      <div className={styles.claims}>
        <TextEditor
          id={`${documentId}:claims:${scenario.id}`}
          language="yaml"
          label="Editor of the claims"
          text={text}
          diagnostics={[]}
          onEdit={(edits, before) => {
            setEdited(applyEdits(before, edits));
          }}
          plain={plain}
          theme={theme}
        />
      </div>
    </section>
  );
}
