/** Remembers a function's last result: texts that did not change between two keystrokes are not read again. */
export function latest<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let last: { readonly args: Arguments; readonly result: Result } | undefined;
  return (...args) => {
    if (last !== undefined && last.args.every((value, index) => Object.is(value, args[index])))
      return last.result;
    last = { args, result: compute(...args) };
    return last.result;
  };
}
