// How people of the city's country write a telephone number, where the server cannot be asked. Pure.

/** Write a number at home as `form` (`0### ### ## ##`) does, also one with `code`; another as it came. */
export function written(number: string, code: string, form: string): string {
  const begin = /^\d*/.exec(form.replace(/[^\d#]/g, ""))![0];
  const home = [code, begin].find((each) => each && number.startsWith(each)) ?? "";
  const digits = [...number.slice(home.length)];
  if (digits.length !== form.split("#").length - 1 || !digits.every((each) => /\d/.test(each))) return number;
  return form.replace(/#/g, () => digits.shift()!);
}
