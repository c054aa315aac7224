// What a browser is told of news: a code and, in the last line, the page that a click opens.

export interface Notice {
  title: string;
  body: string;
  /** A page of this site. */
  page: string;
}

/** Read what was told; whatever it is, something is shown: browsers stop who shows nothing. */
export function read(told: string, site: string): Notice {
  const { title, body } = parts(told);
  const lines = body.trim().split("\n");
  const page = pathOf(lines.at(-1)!);
  const words = page ? lines.slice(0, -1) : lines;
  return { title: title || site, body: words.join("\n"), page: page || "/" };
}

function parts(told: string): { title: string; body: string } {
  try {
    const { title, body } = JSON.parse(told) as Record<string, unknown>;
    return { title: String(title ?? ""), body: String(body ?? "") };
  } catch {
    return { title: "", body: "" };
  }
}

/** Return where an address leads on this site, and only there. */
function pathOf(line: string): string {
  if (!/^https?:\/\//.test(line)) return "";
  try {
    return new URL(line).pathname;
  } catch {
    return "";
  }
}
