// What tells one button from another, and what somebody has changed since it was drawn. Pure.

/** What of an element says what a press on it does. */
export interface Deed {
  tag: string;
  name: string | null;
  value: string | null;
  href: string | null;
  /** Where the form sends that it is or stands in. */
  action: string | null;
}

/** A name for what is done by it: two buttons of one sign do the same. */
export function sign({ tag, name, value, href, action }: Deed): string {
  return [tag.toLowerCase(), name, value, href, action].map((part) => encodeURIComponent(part ?? "")).join("|");
}

/** What of a field may differ from how it was drawn. */
export interface Filled {
  value?: string;
  defaultValue?: string;
  checked?: boolean;
  defaultChecked?: boolean;
  options?: Iterable<{ selected: boolean; defaultSelected: boolean }>;
}

/** Tell whether somebody filled a field in otherwise than it was drawn. */
export function isTouched({ value, defaultValue, checked, defaultChecked, options }: Filled): boolean {
  if (options) {
    const all = [...options];
    // With none marked a browser chooses the first
    const drawn = all.find((each) => each.defaultSelected) ?? all[0];
    return all.find((each) => each.selected) !== drawn;
  }
  return value !== defaultValue || checked !== defaultChecked;
}
