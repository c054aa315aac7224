// What was typed on the pages of an application, in this tab: where the line breaks between two of
// them, the page without a line takes it up.

// Another shape of it has another name: a tab may be older than this script
const KEY = "alo-steps";

export type Words = [string, string][];

interface Steps {
  /** The page that was typed on last. */
  at: string;
  steps: Record<string, Words>;
  /** The last button was pressed: until the server shows a page all of it may have arrived. */
  sending?: boolean;
}

export function kept(): Steps {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '{"at": "", "steps": {}}') as Steps;
}

export function keep(at: string, words: Words): void {
  // The last one comes last: it knows best how many photos there are
  const { [at]: _before, ...others } = kept().steps;
  write({ at, steps: { ...others, [at]: words } });
}

/** Note that all of it is sent just now, or that the server asks for it once more. */
export function markSending(sending: boolean): void {
  write({ ...kept(), sending });
}

/** Name the application on the server that the last page belonged to; undefined before it has one. */
export function draft(): string | undefined {
  const { at, steps } = kept();
  return new Map(steps[at]).get("draft");
}

function write(steps: Steps): void {
  sessionStorage.setItem(KEY, JSON.stringify(steps));
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
}
