import type { SeenValue, StationId } from '#core/journey/station.ts';
import { formatNumber } from '../common/format.ts';
import { shortenedValue } from '../outputs/shortened.ts';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { differingLines } from './differing.ts';
import styles from './Journey.module.css';
import { stationNumber } from './words.ts';

/** A value as the party sees it: cut short where it is long, and copied whole. */
export function StationValue({ value, station }: { readonly value: SeenValue; readonly station: StationId }) {
  const what = `${value.label}, station ${String(stationNumber(station))}`;
  const copy = <CopyButton text={value.text} what={what} iconOnly size="small" />;
  switch (value.form) {
    case 'digest':
      return (
        <div className={styles.line}>
          <Digest value={value} what={what} />
          {copy}
        </div>
      );
    case 'text':
      return (
        <div className={styles.line}>
          <code className={styles.text}>{shortenedValue(value.text)}</code>
          {copy}
        </div>
      );
    case 'measured':
    case 'code': {
      const shown = beginningOf(value.text);
      return (
        <>
          <CodeBlock
            text={shown}
            label={what}
            marks={value.form === 'measured' ? [{ from: 0, to: shown.length, kind: 'measured' }] : []}
            wrap="lines"
            height="limited"
            actions={copy}
          />
          {value.differsFrom !== undefined && <Changed own={value.differsFrom} other={value.text} />}
        </>
      );
    }
  }
}

/** Documents may be megabytes; nobody reads one in a box of ten lines. */
const shownCharacters = 20_000;

function beginningOf(text: string): string {
  const rest = text.length - shownCharacters;
  return rest > 0 ? `${text.slice(0, shownCharacters)}\n… ${formatNumber(rest)} more characters` : text;
}

function Digest({
  value: { label, text, differsFrom },
  what,
}: {
  readonly value: SeenValue;
  readonly what: string;
}) {
  const isHex = /^[0-9a-f]+$/.test(text);
  return (
    <div className={styles.digest}>
      {isHex ? (
        <HexGroups hex={text} name={what} compareTo={differsFrom} />
      ) : (
        <code className={styles.base64}>{text}</code>
      )}
      {differsFrom !== undefined && (
        <p className={styles.own}>
          <span>The owner’s document gives </span>
          {isHex ? (
            <HexGroups hex={differsFrom} name={`${label} of the owner's document`} />
          ) : (
            <code className={styles.base64}>{differsFrom}</code>
          )}
        </p>
      )}
    </div>
  );
}

/** More lines than this are not read one by one. */
const shownLines = 6;

function Changed({ own, other }: { readonly own: string; readonly other: string }) {
  const found = differingLines(own, other);
  if (found === undefined) return null;
  return (
    <figure className={styles.changed} aria-label="What is different">
      <figcaption>From line {found.line}, the owner’s and this:</figcaption>
      <Lines sign="−" word="owner" lines={found.own} />
      <Lines sign="+" word="here" lines={found.other} />
    </figure>
  );
}

function Lines({
  sign,
  word,
  lines,
}: {
  readonly sign: string;
  readonly word: string;
  readonly lines: readonly string[];
}) {
  const shown = lines.slice(0, shownLines);
  const rest = lines.length - shown.length;
  return (
    <pre className={styles.lines}>
      <span className={styles.sign} aria-label={word}>
        {sign}
      </span>
      <code>
        {lines.length === 0
          ? 'nothing'
          : shown.map((line) => (line === '' ? '(an empty line)' : line)).join('\n')}
        {rest > 0 && `\n… ${String(rest)} more lines`}
      </code>
    </pre>
  );
}
