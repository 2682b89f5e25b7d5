import { Banner } from '#ui/Banner.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { directivesOf, meanings, policyInForce } from './policy.ts';
import styles from './PrivacyDialog.module.css';

/** The Content-Security-Policy that this page carries, each directive in plain words. */
export function Policy() {
  const policy = policyInForce();
  if (policy === undefined)
    return (
      <Banner tone="risk" title="This page carries no policy.">
        <p>
          It is served for development, where the server keeps a socket to the page. The built page carries
          one.
        </p>
      </Banner>
    );
  const directives = directivesOf(policy);
  const telling = directives.filter(({ name }) =>
    ['default-src', 'connect-src', 'form-action'].includes(name),
  );
  return (
    <>
      <Rules directives={telling} />
      <Disclosure summary={`All ${String(directives.length)} directives`}>
        <Rules directives={directives} />
      </Disclosure>
    </>
  );
}

function Rules({ directives }: { readonly directives: ReturnType<typeof directivesOf> }) {
  return (
    <dl className={styles.rules}>
      {directives.map(({ name, values }) => (
        <div key={name} className={styles.rule}>
          <dt>
            <code>
              {name} {values}
            </code>
          </dt>
          <dd>{meanings[name] ?? ''}</dd>
        </div>
      ))}
    </dl>
  );
}
