import type { GenpolicyContainer } from '#core/policy/genpolicy/read.ts';
import { Badge } from '#ui/Badge.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import styles from './Data.module.css';
import { jsonText, Place, Table } from './Table.tsx';
import { placeholderWords } from './placeholders.ts';

/** Everything that the policy says of one container. */
export function ContainerTables({ container }: { readonly container: GenpolicyContainer }) {
  const { role, name = 'container', args, env, mounts, storages, commands } = container;
  const title = role === 'sandbox' ? 'pause' : name;
  const hasNames = env.some(({ value }) => placeholderWords(value) !== '');
  return (
    <div className={styles.section}>
      <h4 className={styles.name}>{title}</h4>
      <dl className={styles.pairs}>
        <div>
          <dt>Command</dt>
          <dd className={styles.args}>
            {args.map((argument, index) => (
              <code key={`${String(index)} ${argument}`}>{argument === '' ? '""' : argument}</code>
            ))}
          </dd>
        </div>
        <div>
          <dt>Folder</dt>
          <dd>
            <code>{container.cwd}</code>
          </dd>
        </div>
        <div>
          <dt>User</dt>
          <dd>{userWords(container)}</dd>
        </div>
        <div>
          <dt>Process</dt>
          <dd>{traitsOf(container)}</dd>
        </div>
        <div>
          <dt>Capabilities</dt>
          <dd>
            {container.capabilities.length === 0 ? 'none' : <code>{container.capabilities.join(', ')}</code>}
          </dd>
        </div>
      </dl>
      <Disclosure
        summary="Environment"
        aside={<Badge>{env.length}</Badge>}
        open={env.length > 0 && env.length <= 12}
      >
        <Table
          label={`Environment of ${title}`}
          columns={['Variable', 'Value', ...(hasNames ? ['Means'] : [])]}
          rows={env.map(({ value, span }, index) => {
            const cut = value.indexOf('=');
            return {
              key: `${String(index)} ${value}`,
              cells: [
                <Place key="name" span={span}>
                  {cut < 0 ? value : value.slice(0, cut)}
                </Place>,
                <code key="value">{cut < 0 ? '' : value.slice(cut + 1)}</code>,
                placeholderWords(value),
              ],
            };
          })}
        />
      </Disclosure>
      <Disclosure summary="Mounts" aside={<Badge>{mounts.length}</Badge>}>
        <Table
          label={`Mounts of ${title}`}
          columns={['Destination', 'Type', 'Source', 'Options']}
          rows={mounts.map(({ destination, type, source, options, span }, index) => ({
            key: `${String(index)} ${destination}`,
            cells: [
              <Place key="destination" span={span}>
                {destination}
              </Place>,
              type,
              <code key="source">{source}</code>,
              <code key="options">{options.join(',')}</code>,
            ],
          }))}
        />
      </Disclosure>
      {commands.length > 0 && (
        <Disclosure summary="Commands for exec" aside={<Badge>{commands.length}</Badge>} open>
          {commands.map((command) => (
            <code key={command.join('\n')} className={styles.json}>
              {JSON.stringify(command)}
            </code>
          ))}
        </Disclosure>
      )}
      {storages.length > 0 && (
        <Disclosure summary="Storages" aside={<Badge>{storages.length}</Badge>}>
          {storages.map((storage, index) => (
            <code key={`${String(index)} ${jsonText(storage)}`} className={styles.json}>
              {jsonText(storage)}
            </code>
          ))}
        </Disclosure>
      )}
    </div>
  );
}

function userWords({ user: { uid, gid, additionalGids } }: GenpolicyContainer): string {
  const others = additionalGids.filter((group) => group !== gid);
  return [`${String(uid)}, group ${String(gid)}`, ...others.map(String)].join(', ');
}

function traitsOf({ terminal, noNewPrivileges, readOnlyRoot }: GenpolicyContainer): string {
  return [
    terminal ? 'with a terminal' : 'no terminal',
    noNewPrivileges ? 'no new privileges' : 'may gain privileges',
    readOnlyRoot ? 'root file system read-only' : 'root file system writable',
  ].join(', ');
}
