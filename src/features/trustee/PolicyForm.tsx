import { digestFromHex } from '#core/initdata/digest.ts';
import { platformOf, platforms, type PlatformId } from '#core/platform/platform.ts';
import { readExpected } from '#core/expected/read-value.ts';
import { pathsFrom } from '#core/trustee/resource-policy/paths.ts';
import { announce } from '#state/announcer.ts';
import { resourcePolicy, setPolicyForm } from '#state/resource-policy.ts';
import { Button } from '#ui/Button.tsx';
import { Checkbox } from '#ui/Checkbox.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { TextArea, TextField } from '#ui/TextField.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Part } from './Part.tsx';
import styles from './ResourcePolicy.module.css';
import { shortList } from './policy-words.ts';
import { useBound, useChosenRoute } from './use-trustee.ts';

/** What the policy is to ask for. */
export function PolicyForm() {
  const form = useStore(resourcePolicy, (state) => state.form);
  const { paths, unread } = pathsFrom(form.resources);
  return (
    <Part title="What it asks for">
      <div className={styles.form}>
        <Segmented<'document' | 'status'>
          label="Which affirming guest may have it"
          value={form.statusOnly ? 'status' : 'document'}
          segments={[
            { value: 'document', label: 'This document' },
            { value: 'status', label: 'Any of them' },
          ]}
          onChange={(value) => {
            setPolicyForm({ statusOnly: value === 'status' });
          }}
        />
        <TextArea
          label="Resources"
          description="One repository/type/tag a line, * for any part; empty guards all of them alike."
          code
          rows={2}
          value={form.resources}
          placeholder="default/key/db"
          error={
            unread.length === 0
              ? undefined
              : `Not a path of three parts: ${shortList(unread.map(({ text }) => text))}`
          }
          onChange={(resources) => {
            setPolicyForm({ resources });
          }}
        />
        {paths.length === 0 && form.resources.trim() !== '' && unread.length > 0 && (
          <p className={styles.remark}>Without a path the policy guards every resource.</p>
        )}
        {!form.statusOnly && (
          <>
            <OtherPlatforms chosen={form.platforms} />
            <OtherDocuments />
          </>
        )}
        <Checkbox
          label="Also take tokens of Trustee before 0.14"
          description="Their submodule is called cpu."
          checked={form.olderTokens}
          disabled={form.statusOnly}
          onChange={(olderTokens) => {
            setPolicyForm({ olderTokens });
          }}
        />
      </div>
    </Part>
  );
}

function OtherPlatforms({ chosen }: { readonly chosen: readonly PlatformId[] }) {
  const { platform } = useChosenRoute();
  const added = chosen.filter((each) => each !== platform);
  const names = [platform, ...added].map((each) => platformOf(each).name);
  return (
    <Disclosure
      summary="Platforms"
      aside={<span className={styles.aside}>{names.length === 1 ? names[0] : shortList(names)}</span>}
    >
      <div className={styles.choices}>
        {platforms.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={id === platform || chosen.includes(id)}
            disabled={id === platform}
            onChange={(wanted) => {
              setPolicyForm({
                platforms: wanted ? [...chosen, id] : chosen.filter((each) => each !== id),
              });
            }}
          />
        ))}
      </div>
    </Disclosure>
  );
}

/** Digests that are accepted beside the one of the document, for as long as pods of both run. */
function OtherDocuments() {
  const others = useStore(resourcePolicy, (state) => state.form.others);
  const bound = useBound();
  const [label, setLabel] = useState('');
  const [value, setValue] = useState('');
  const read = readExpected(value).find(({ hex }) => digestFromHex(hex) !== undefined);
  const add = (name: string, hex: string) => {
    if (others.every((each) => each.hex !== hex))
      setPolicyForm({ others: [...others, { label: name, hex }] });
    announce(`${name} is accepted as well`);
  };
  const current = bound?.kind === 'bound' ? bound.digest : undefined;
  return (
    <Disclosure
      summary="Documents"
      aside={
        <span className={styles.aside}>
          {others.length === 0 ? 'this one' : `this one and ${String(others.length)} more`}
        </span>
      }
    >
      <div className={styles.documents}>
        <p className={styles.remark}>
          For a rolling change: keep the digest of the present document, change the document, and the policy
          accepts both until you remove the old one.
        </p>
        {others.length > 0 && (
          <ul className={styles.accepted} aria-label="Documents that are accepted as well">
            {others.map(({ label: name, hex }) => (
              <li key={hex}>
                <span>
                  {name} <code>{hex.slice(0, 16)}…</code>
                </span>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={`Remove ${name}`}
                  onClick={() => {
                    setPolicyForm({ others: others.filter((each) => each.hex !== hex) });
                  }}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ul>
        )}
        {current !== undefined && others.every(({ hex }) => hex !== current) && (
          <Button
            size="small"
            onClick={() => {
              add(`kept on ${new Date().toISOString().slice(0, 10)}`, current);
            }}
          >
            Keep the present digest
          </Button>
        )}
        <form
          className={styles.adding}
          onSubmit={(event) => {
            event.preventDefault();
            if (read === undefined) return;
            add(label.trim() === '' ? 'another document' : label.trim(), read.hex);
            setLabel('');
            setValue('');
          }}
        >
          <TextField
            label="Name"
            value={label}
            placeholder="web, release 11"
            maxLength={80}
            onChange={setLabel}
          />
          <TextField
            label="Digest of the whole document"
            code
            value={value}
            maxLength={512}
            error={
              value.trim() !== '' && read === undefined
                ? 'This is no digest of 32, 48 or 64 bytes.'
                : undefined
            }
            onChange={setValue}
          />
          <Button type="submit" size="small" disabled={read === undefined}>
            Add
          </Button>
        </form>
      </div>
    </Disclosure>
  );
}
