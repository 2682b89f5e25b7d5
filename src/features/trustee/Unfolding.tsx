import { Disclosure } from '#ui/Disclosure.tsx';
import { useState, type ReactNode } from 'react';

/** A disclosure whose content is made when it is first opened: of many alike, most stay closed. */
export function Unfolding({
  summary,
  aside,
  children,
}: {
  readonly summary: ReactNode;
  readonly aside?: ReactNode;
  readonly children: () => ReactNode;
}) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <Disclosure
      summary={summary}
      aside={aside}
      onToggle={(open) => {
        if (open) setWasOpened(true);
      }}
    >
      {wasOpened && children()}
    </Disclosure>
  );
}
