/**
 * Whom a container runs as, as the runtime of the host works it out from manifest and image. The group in the image config
 * is left out by containerd; the group is that of the image's passwd file, and 0 where the host cannot read it, as with
 * guest pull: then both may be sent, and both must be let in.
 *
 * @see https://github.com/containerd/containerd/issues/11607
 * @see https://github.com/kata-containers/kata-containers/issues/11162
 */
import type { ImageUser } from './image-config.ts';
import type { SimulatedUser } from './pod.ts';

export interface AskedUser {
  /** `runAsUser` and `runAsGroup` of the container or the pod. */
  readonly uid?: number;
  readonly gid?: number;
  /** `supplementalGroups` and `fsGroup`. */
  readonly groups: readonly number[];
}

export interface FoundUser {
  readonly user: SimulatedUser;
  /** `user`: nothing is known of it. `groups`: the user is known, its groups are not, or not which of several. */
  readonly assumed?: 'user' | 'groups';
}

/** A line of a passwd or a group file. */
interface Entry {
  readonly name: string;
  readonly id: number;
  /** Of a user. */
  readonly gid: number;
  /** Of a group. */
  readonly members: readonly string[];
}

/** Never throws, whatever the files hold. */
export function userFor(image: ImageUser | undefined, asked: AskedUser): FoundUser {
  const sent = image?.kind === 'ids' ? image : undefined;
  if (asked.uid !== undefined && asked.gid !== undefined) {
    return withFiles(exact(asked.uid, asked.gid, asked.groups), image, asked.groups);
  }
  if (sent !== undefined) {
    const gid = asked.gid ?? sent.gid;
    const groups = [...sent.additionalGids.filter((group) => group !== sent.gid), ...asked.groups];
    return { user: exact(asked.uid ?? sent.uid, gid, groups) };
  }
  const config = image?.kind === 'config' ? image : undefined;
  const passwd = entriesOf(config?.passwd);
  const [userName = '', groupName] = (config?.text ?? '').split(':');
  const named = passwd.find(({ name }) => name === userName);
  const uid = asked.uid ?? (config === undefined ? undefined : (idOf(userName) ?? named?.id));
  if (uid === undefined) return { user: exact(0, asked.gid ?? 0, asked.groups), assumed: 'user' };
  if (asked.gid !== undefined) return withFiles(exact(uid, asked.gid, asked.groups), config, asked.groups);
  const entry = passwd.find(({ id }) => id === uid);
  const isKnown = uid === 0 || config?.passwd !== undefined;
  const own = asked.uid === undefined && groupName !== undefined ? groupOf(groupName, config?.group) : [];
  const gids = [...new Set([...(uid === 0 ? [] : own), entry?.gid ?? 0, 0])];
  const gid = isKnown ? (entry?.gid ?? 0) : 0;
  const user = exact(uid, gid, asked.groups);
  if (!isKnown) return { user, assumed: 'groups' };
  return withFiles({ ...user, otherGids: gids.filter((each) => each !== gid) }, config, asked.groups);
}

/** With the groups that the files of the image name its user in, which a host adds that can read them. */
function withFiles(user: SimulatedUser, image: ImageUser | undefined, needed: readonly number[]): FoundUser {
  const config = image?.kind === 'config' ? image : undefined;
  const name = entriesOf(config?.passwd).find(({ id }) => id === user.uid)?.name;
  const named = groupsOf(config?.group).flatMap(({ id, members }) =>
    name !== undefined && members.includes(name) ? [id] : [],
  );
  const otherGroups = [...new Set([...named, ...(user.otherGids ?? [])])].filter(
    (group) => !user.additionalGids.includes(group),
  );
  if (otherGroups.length === 0) {
    const { uid, gid, additionalGids } = user;
    return { user: { uid, gid, additionalGids } };
  }
  return { user: { ...user, otherGroups, neededGroups: [...new Set(needed)] }, assumed: 'groups' };
}

function exact(uid: number, gid: number, groups: readonly number[]): SimulatedUser {
  return { uid, gid, additionalGids: [...new Set([gid, ...groups])] };
}

/** Digits as an id; nothing is root. */
function idOf(text: string): number | undefined {
  if (text === '') return 0;
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function groupOf(text: string, file: string | undefined): readonly number[] {
  const id = text === '' ? undefined : idOf(text);
  const found = id ?? groupsOf(file).find(({ name }) => name === text)?.id;
  return found === undefined ? [] : [found];
}

/** `name:password:uid:gid:…` */
function entriesOf(file: string | undefined): readonly Entry[] {
  return linesOf(file).flatMap(([name = '', , id = '', gid = '']) =>
    /^\d{1,10}$/.test(id)
      ? [{ name, id: Number(id), gid: Number(/^\d{1,10}$/.test(gid) ? gid : '0'), members: [] }]
      : [],
  );
}

/** `name:password:gid:member,member` */
function groupsOf(file: string | undefined): readonly Entry[] {
  return linesOf(file).flatMap(([name = '', , id = '', members = '']) =>
    /^\d{1,10}$/.test(id)
      ? [{ name, id: Number(id), gid: 0, members: members.split(',').filter((each) => each !== '') }]
      : [],
  );
}

function linesOf(file: string | undefined): readonly (readonly string[])[] {
  return (file ?? '').split(/\r?\n/).map((line) => line.split(':'));
}
