/** A text with one long value in it, cut short for reading; what is copied and saved is never cut. */
const head = 28;
const tail = 12;
const shortest = 160;

/** `value` as it is shown inside `text`, when it is long: its two ends and how much is between them. */
export function shortenedValue(value: string): string {
  if (value.length < shortest) return value;
  const hidden = value.length - head - tail;
  return `${value.slice(0, head)}… ${String(hidden)} more characters …${value.slice(-tail)}`;
}

export function shortenedText(text: string, value: string): string {
  return value === '' ? text : text.replaceAll(value, () => shortenedValue(value));
}
