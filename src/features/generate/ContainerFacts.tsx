import type { Assumption } from '#core/policy/simulate/assumption.ts';
import type { SimulatedUser } from '#core/policy/simulate/pod.ts';
import type { GeneratorContainer, PlacedOrigin } from '#workers/policy-generate-calls.ts';
import { announce } from '#state/announcer.ts';
import { pinImage } from '#state/policy-generate.ts';
import { forgetImage, imagesStore, type KnownImage } from '#state/policy-images.ts';
import { Badge } from '#ui/Badge.tsx';
import { Button } from '#ui/Button.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import styles from './Generate.module.css';
import { ImageForm } from './ImageForm.tsx';
import { Origins } from './Origins.tsx';

const sourceWords = {
  config: 'image config',
  archive: 'image archive',
  request: 'captured request',
  form: 'form',
} as const satisfies Record<KnownImage['source'], string>;

/** One container: what is known of it, from where, and what is not. */
export function ContainerFacts({ container }: { readonly container: GeneratorContainer }) {
  const known = useStore(imagesStore, (state) => state.known.get(container.name));
  const { name, kind, image, args, cwd, user, variables, assumed, origins } = container;
  const isUnknown = (about: Assumption): boolean => assumed.includes(about);
  return (
    <li className={styles.container}>
      <div className={styles.head}>
        <h4 className={styles.name}>{name}</h4>
        {kind === 'init' && <Badge>init container</Badge>}
        {known !== undefined && (
          <span className={styles.muted}>
            {known.source === 'form' ? 'Filled in' : `${known.from}, ${sourceWords[known.source]}`}
          </span>
        )}
        {known !== undefined && (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Forget what was given for ${name}`}
            onClick={() => {
              forgetImage(name);
            }}
          >
            Forget
          </Button>
        )}
      </div>
      {known?.remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          <ToneIcon tone="risk" size={14} />
          <span>{remark}</span>
        </p>
      ))}
      <dl className={styles.facts}>
        <Fact
          term="Image"
          origins={origins.image}
          open={isUnknown('digest') ? 'By tag: the registry says what it is' : undefined}
        >
          <code className={styles.code}>{image}</code>
          {isUnknown('digest') && <Pin container={name} digest={known?.digest} origin={origins.image[0]} />}
        </Fact>
        <Fact
          term="Command"
          origins={origins.args}
          open={isUnknown('args') ? 'Not known: any command is let in' : undefined}
        >
          {!isUnknown('args') && <CommandLine args={args} />}
        </Fact>
        <Fact term="Variables" origins={origins.variables} open={variablesOpen(assumed)}>
          {variables.length > 0 && <span className={styles.words}>{variables.join(', ')}</span>}
          {variables.length === 0 && !isUnknown('env') && (
            <span className={styles.muted}>none of its own</span>
          )}
        </Fact>
        <Fact
          term="Folder"
          origins={origins.cwd}
          open={isUnknown('cwd') ? 'Not known: any folder is let in' : undefined}
        >
          {!isUnknown('cwd') && <code className={styles.code}>{cwd}</code>}
        </Fact>
        <Fact term="User" origins={origins.user} open={userOpen(assumed, user)}>
          {!isUnknown('user') && <span className={styles.words}>{userWords(user)}</span>}
        </Fact>
      </dl>
      <Disclosure summary={isComplete(assumed) ? 'Say otherwise' : 'Fill in what is not known'}>
        <ImageForm key={known?.from ?? ''} container={name} known={known?.config} />
      </Disclosure>
    </li>
  );
}

/** The digest that came with the image, to be written into the manifest. */
function Pin({
  container,
  digest,
  origin,
}: {
  readonly container: string;
  readonly digest: string | undefined;
  readonly origin: PlacedOrigin | undefined;
}) {
  const span = origin?.span;
  if (digest === undefined || span === undefined) return null;
  return (
    <Button
      size="small"
      aria-label={`Pin ${container} to ${digest} in the manifest`}
      title={digest}
      onClick={() => {
        pinImage(container, span, digest);
        announce(`Done: Pin the image of ${container}`);
      }}
    >
      Pin to its digest
    </Button>
  );
}

function isComplete(assumed: readonly Assumption[]): boolean {
  return !(['args', 'env', 'cwd', 'user'] as const).some((about) => assumed.includes(about));
}

function Fact({
  term,
  origins,
  open,
  children,
}: {
  readonly term: string;
  readonly origins: readonly PlacedOrigin[];
  readonly open: string | undefined;
  readonly children: ReactNode;
}) {
  const known = origins.filter(({ kind }) => kind !== 'unknown');
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>
        {children}
        {open !== undefined && (
          <span className={styles.open}>
            <ToneIcon tone="risk" size={14} />
            <span>{open}</span>
          </span>
        )}
        {known.length > 0 && <Origins origins={known} />}
      </dd>
    </div>
  );
}

/** Arguments apart from each other, because a blank may be part of one. */
function CommandLine({ args }: { readonly args: readonly string[] }) {
  if (args.length === 0) return <span className={styles.muted}>none</span>;
  return (
    <span className={styles.args}>
      {args.map((argument, index) => (
        <code key={`${String(index)} ${argument}`} className={styles.argument}>
          {argument === '' ? '""' : argument}
        </code>
      ))}
    </span>
  );
}

function variablesOpen(assumed: readonly Assumption[]): string | undefined {
  if (assumed.includes('variables')) return 'Those of a ConfigMap or Secret are not here: any are let in';
  if (assumed.includes('env')) return 'Those of the image are not known: any are let in';
  if (assumed.includes('references')) return 'Some values are not here: any value is let in';
  return assumed.includes('secrets') ? 'Values of Secrets are left out: any value is let in' : undefined;
}

function userOpen(assumed: readonly Assumption[], { otherGroups }: SimulatedUser): string | undefined {
  if (assumed.includes('user')) return 'Not known: any user is let in';
  if (!assumed.includes('groups')) return undefined;
  return otherGroups === undefined
    ? 'Its groups are not known: any are let in'
    : `Or with groups ${otherGroups.join(', ')}: the host may read the image or not`;
}

function userWords({ uid, gid, additionalGids }: SimulatedUser): string {
  const others = additionalGids.filter((group) => group !== gid);
  const more = others.length === 0 ? '' : `, and ${others.join(', ')}`;
  return `${uid === 0 ? 'root' : String(uid)}, group ${String(gid)}${more}`;
}
