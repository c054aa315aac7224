// What the list shows of an application. Pure.
import { type Application, canChange, daysAgo, type Shown, shown } from "../waiting/application";

const LONGEST_SUMMARY = 120;

/** Two that are equal are drawn alike. */
export interface Entry {
  state: Shown;
  summary: string;
  photos: number;
  trouble: string;
  code: string;
  link: string;
  /** How long ago it was written, as one says it: `dün`. */
  when: string;
  canChange: boolean;
}

/** Say what is seen of one, in the words of `language` (`tr`). */
export function entry(application: Application, language: string, now: number): Entry {
  const { photos, trouble, told } = application;
  const days = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    state: shown(application, now),
    summary: summary(application),
    photos: photos.length,
    trouble,
    code: told?.code ?? "",
    link: told?.link ?? "/",
    when: days.format(-daysAgo(application, now), "day"),
    canChange: canChange(application),
  };
}

function summary({ fields }: Application): string {
  const text = fields.find(([name]) => name === "text")?.[1] ?? "";
  return text.length > LONGEST_SUMMARY ? `${text.slice(0, LONGEST_SUMMARY)}…` : text;
}
