import type { FormValues, SharedValue } from '#core/config/form.ts';
import { exampleKbsUrl } from '#examples/entries.ts';
import { Button } from '#ui/Button.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useRef } from 'react';
import type { FormEdit, Refusals } from './fields.ts';
import styles from './QuickForm.module.css';
import { TextSetting } from './TextSetting.tsx';

interface Props {
  readonly values: FormValues;
  readonly refusals: Refusals;
  readonly onSet: (edit: FormEdit) => void;
}

/** One KBS for both files: the attestation agent proves itself there, the data hub fetches from there. */
export function KbsSettings({ values, refusals, onSet }: Props) {
  const { kbsUrl, kbsCertificate } = values;
  return (
    <section aria-label="Key broker" className={styles.column}>
      <TextSetting
        label="KBS URL"
        description={<Where value={kbsUrl} />}
        placeholder={exampleKbsUrl}
        value={kbsUrl.aa ?? kbsUrl.cdh ?? ''}
        error={refusals.kbsUrl}
        onCommit={(value) => {
          onSet({ label: 'Set the KBS URL', field: 'kbsUrl', value: value.trim() || undefined });
        }}
      />
      {kbsUrl.differs && <Differs what="KBS URL" field="kbsUrl" value={kbsUrl} onSet={onSet} />}
      <TextSetting
        label="KBS certificate (PEM)"
        description={<Where value={kbsCertificate} />}
        several
        placeholder="-----BEGIN CERTIFICATE-----"
        value={kbsCertificate.aa ?? kbsCertificate.cdh ?? ''}
        error={refusals.kbsCertificate}
        onCommit={(value) => {
          setCertificate(value, onSet);
        }}
      />
      {kbsCertificate.differs && (
        <Differs what="KBS certificate" field="kbsCertificate" value={kbsCertificate} onSet={onSet} />
      )}
      <CertificateFile onSet={onSet} />
    </section>
  );
}

function setCertificate(text: string, onSet: Props['onSet']): void {
  const value = text.trim() === '' ? undefined : `${text.trim()}\n`;
  onSet({ label: 'Set the KBS certificate', field: 'kbsCertificate', value });
}

/** Which of the two files has the value, so that nobody has to guess what the field stands for. */
function Where({ value: { aa, cdh, differs } }: { readonly value: SharedValue }) {
  if (differs) return 'aa.toml and cdh.toml differ.';
  if (aa !== undefined && cdh !== undefined) return 'The same in aa.toml and cdh.toml.';
  if (aa !== undefined) return 'In aa.toml only: cdh.toml gets it with your next change.';
  if (cdh !== undefined) return 'In cdh.toml only: aa.toml gets it with your next change.';
  return 'Written into aa.toml and cdh.toml.';
}

function Differs({
  what,
  field,
  value,
  onSet,
}: {
  readonly what: string;
  readonly field: 'kbsUrl' | 'kbsCertificate';
  readonly value: SharedValue;
  readonly onSet: Props['onSet'];
}) {
  const choices = [
    { file: 'aa.toml', chosen: value.aa },
    { file: 'cdh.toml', chosen: value.cdh },
  ] as const;
  return (
    <div className={styles.differs}>
      <p>
        <ToneIcon tone="risk" size={14} /> Two values of the {what}. The field shows the one of aa.toml.
      </p>
      {choices.map(({ file, chosen }) => (
        <Button
          key={file}
          size="small"
          onClick={() => {
            onSet({ label: `Use the ${what} of ${file}`, field, value: chosen });
          }}
        >
          Use the one of {file}
        </Button>
      ))}
    </div>
  );
}

function CertificateFile({ onSet }: { readonly onSet: Props['onSet'] }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        className={styles.file}
        onClick={() => {
          input.current?.click();
        }}
      >
        Certificate from a file…
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".pem,.crt,.cer,.txt"
        aria-label="Certificate file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          void file?.text().then((text) => {
            setCertificate(text, onSet);
          });
        }}
      />
    </>
  );
}
