// How long words are, as the places count them: units of UTF-16, new lines as one. Pure.

export function lengthOf(text: string): number {
  return text.replace(/\r\n/g, "\n").trim().length;
}
