/** How long a certificate is good for, in words. */
import type { CertificateRow } from '#core/review/review.ts';

const day = 86_400_000;
const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** `Apr 26, 2025`, in UTC as certificates count. Times that no calendar holds are given as they are. */
export function dateWords(time: number): string {
  return Math.abs(time) <= 8.64e15 ? date.format(time) : String(time);
}

/** @param now milliseconds since 1970: when the review was made */
export function validityWords({ state, notBefore = 0, notAfter = 0 }: CertificateRow, now: number): string {
  switch (state) {
    case 'current':
      return `${days(notAfter - now)} left`;
    case 'expired':
      return `expired ${days(now - notAfter)} ago`;
    case 'not-yet':
      return `begins in ${days(notBefore - now)}`;
    case 'unknown':
      return 'not known';
  }
}

function days(milliseconds: number): string {
  const count = Math.floor(milliseconds / day);
  if (count < 1) return 'less than a day';
  if (count === 1) return '1 day';
  return count > 3 * 365 ? `${String(Math.floor(count / 365))} years` : `${String(count)} days`;
}
