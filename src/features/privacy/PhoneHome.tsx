import { useState } from 'react';
import { useAnnounce } from '#ui/announce.ts';
import { Badge } from '#ui/Badge.tsx';
import { Button } from '#ui/Button.tsx';
import type { Tone } from '#ui/tone.ts';
import { foreignAddress, phoneHome, type Attempt } from './phone-home.ts';
import styles from './PrivacyDialog.module.css';

const outcomes: Readonly<Record<Attempt['outcome'], { readonly word: string; readonly tone: Tone }>> = {
  policy: { word: 'refused', tone: 'ok' },
  failed: { word: 'did not get out', tone: 'risk' },
  'went out': { word: 'went out', tone: 'error' },
};

/** The button that tries to reach a foreign host by every way there is, and what the browser says to each. */
export function PhoneHome() {
  const announce = useAnnounce();
  const [attempts, setAttempts] = useState<readonly Attempt[]>();
  const [running, setRunning] = useState(false);

  async function run() {
    setRunning(true);
    const results = await phoneHome();
    setAttempts(results);
    setRunning(false);
    announce(summaryOf(results));
  }

  return (
    <>
      <p className={styles.words}>
        Asks for <code>{new URL(foreignAddress).host}</code>, a host reserved for documentation, by every way
        that a page and a worker have. Nothing of yours is sent along. If the policy holds, the browser
        refuses each one before it reaches the network.
      </p>
      <div className={styles.act}>
        <Button
          disabled={running}
          onClick={() => {
            void run();
          }}
        >
          {running ? 'Trying…' : 'Try to phone home'}
        </Button>
        {attempts !== undefined && !running && <p className={styles.summary}>{summaryOf(attempts)}</p>}
      </div>
      {attempts !== undefined && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">Way</th>
                <th scope="col">Outcome</th>
                <th scope="col">In the browser’s words</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map(({ from, way, outcome, words }) => (
                <tr key={`${from} ${way}`}>
                  <td>{from}</td>
                  <td>
                    <code>{way}</code>
                  </td>
                  <td>
                    <Badge tone={outcomes[outcome].tone} icon>
                      {outcomes[outcome].word}
                    </Badge>
                  </td>
                  <td className={styles.browser}>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** One sentence, never better than what was seen. */
function summaryOf(attempts: readonly Attempt[]): string {
  const count = (outcome: Attempt['outcome']) =>
    attempts.filter((attempt) => attempt.outcome === outcome).length;
  const out = count('went out');
  const failed = count('failed');
  if (out > 0)
    return `${String(out)} of ${String(attempts.length)} ways went out: no policy is in force here.`;
  if (failed > 0) return `No way got out; for ${String(failed)} of them the browser does not say why.`;
  return `All ${String(attempts.length)} ways were refused by the browser.`;
}
