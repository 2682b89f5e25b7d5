import type { FormField, FormValues } from '#core/config/form.ts';
import type { FormEdit, Refusals } from './fields.ts';
import styles from './QuickForm.module.css';
import { TextSetting } from './TextSetting.tsx';

interface Setting {
  readonly field: Extract<
    FormField,
    | 'imageSecurityPolicyUri'
    | 'authenticatedRegistryCredentialsUri'
    | 'registryConfigurationUri'
    | 'httpsProxy'
    | 'httpProxy'
    | 'noProxy'
  >;
  readonly label: string;
  readonly placeholder: string;
}

const settings: readonly Setting[] = [
  {
    field: 'imageSecurityPolicyUri',
    label: 'Image signature policy',
    placeholder: 'kbs:///default/security-policy/main',
  },
  {
    field: 'authenticatedRegistryCredentialsUri',
    label: 'Registry logins',
    placeholder: 'kbs:///default/credential/registry',
  },
  {
    field: 'registryConfigurationUri',
    label: 'Registry rules',
    placeholder: 'kbs:///default/registry-configuration/main',
  },
  { field: 'httpsProxy', label: 'Proxy for https', placeholder: 'http://proxy.internal:3128' },
  { field: 'httpProxy', label: 'Proxy for http', placeholder: 'http://proxy.internal:3128' },
  { field: 'noProxy', label: 'No proxy for', placeholder: '10.0.0.0/8,.internal' },
];

/** Options of image pulling, all in cdh.toml. */
export function ImageSettings({
  values,
  refusals,
  onSet,
}: {
  readonly values: FormValues;
  readonly refusals: Refusals;
  readonly onSet: (edit: FormEdit) => void;
}) {
  return (
    <section aria-label="Image pulling" className={styles.images}>
      {settings.map(({ field, label, placeholder }) => (
        <TextSetting
          key={field}
          label={label}
          placeholder={placeholder}
          value={values[field] ?? ''}
          error={refusals[field]}
          onCommit={(value) => {
            onSet({ label: `Set: ${label}`, field, value: value.trim() || undefined });
          }}
        />
      ))}
      <TextSetting
        label="Layers downloaded at once"
        placeholder="3"
        value={String(values.maxConcurrentDownloads ?? '')}
        error={refusals.maxConcurrentDownloads}
        onCommit={(value) => {
          const number = Number(value);
          if (value.trim() !== '' && (!Number.isSafeInteger(number) || number < 1)) return;
          onSet({
            label: 'Set: Layers downloaded at once',
            field: 'maxConcurrentDownloads',
            value: value.trim() === '' ? undefined : number,
          });
        }}
      />
    </section>
  );
}
