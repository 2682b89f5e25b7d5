/** The script that checks an unpacked bundle with the programs of the machine it is on, and none of ours. */
import type { Algorithm } from '#core/initdata/algorithm.ts';

/** POSIX shell; ends with 0 only when every check passed. A check that cannot be made counts as failed. */
export function verifyScript(algorithm: Algorithm): string {
  const bits = algorithm.slice(3);
  return `#!/bin/sh
# Checks this folder against itself: digests, annotation, disk image, manifest.
# It shows that the files belong together, not that their content is good or that they came from a certain person.
# Needs a POSIX shell, coreutils (or shasum) and gzip. Reads files only.
set -u
cd "$(dirname "$0")" || exit 2
failed=0
report() {
  if [ "$1" -eq 0 ]; then
    printf 'ok      %s\\n' "$2"
  else
    printf 'FAILED  %s\\n' "$2"
    failed=$((failed + 1))
  fi
}
same_as_document() { cmp -s - initdata.toml; }

if command -v ${algorithm}sum > /dev/null 2>&1; then
  ${algorithm}sum -c digests.txt > /dev/null 2>&1
else
  shasum -a ${bits} -c digests.txt > /dev/null 2>&1
fi
report $? '${algorithm} digests of all files are those in digests.txt'

base64 -d < annotation.txt 2> /dev/null | gzip -t 2> /dev/null
report $? 'annotation.txt is base64 of a whole gzip stream'

base64 -d < annotation.txt 2> /dev/null | gzip -dc 2> /dev/null | same_as_document
report $? 'annotation.txt decodes to initdata.toml'

[ "$(tr -d 'A-Za-z0-9+/=' < annotation.txt | wc -c)" -eq 0 ]
report $? 'annotation.txt has no white space or line break'

[ "$(head -c 8 initdata.img)" = initdata ]
report $? 'initdata.img starts with "initdata"'

set -- $(od -An -tu1 -j8 -N8 initdata.img)
length=0
if [ $# -eq 8 ]; then
  length=$(($1 + ($2 << 8) + ($3 << 16) + ($4 << 24)))
  [ $(($5 + $6 + $7 + $8)) -eq 0 ] || length=0
fi
size=$(wc -c < initdata.img)
[ "$length" -gt 0 ] && [ "$size" -eq $(((16 + length + 511) / 512 * 512)) ]
report $? 'initdata.img has a length field and a size that fit'

tail -c +17 initdata.img | head -c "$length" | gzip -dc 2> /dev/null | same_as_document
report $? 'initdata.img holds initdata.toml'

[ "$(tail -c +$((17 + length)) initdata.img | tr -d '\\000' | wc -c)" -eq 0 ]
report $? 'initdata.img is filled up with zero bytes'

if [ -f pod.yaml ]; then
  grep -qF -e "$(cat annotation.txt)" pod.yaml
  report $? 'pod.yaml has the annotation'
fi

if [ "$failed" -eq 0 ]; then
  printf 'The files belong together. %s digest of initdata.toml:\\n' ${algorithm}
  grep ' initdata.toml$' digests.txt | cut -d ' ' -f 1
  exit 0
fi
printf '%s checks failed.\\n' "$failed"
exit 1
`;
}
