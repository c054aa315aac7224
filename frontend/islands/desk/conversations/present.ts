// Who else is at a conversation, beside its row: `data-at` names the row that a line belongs to.

function place(): void {
  const told = document.getElementById("list-present");
  if (!told) return;
  for (const line of document.querySelectorAll<HTMLElement>(".row-present")) {
    const of = line.closest<HTMLElement>("[data-row]")?.id ?? "";
    line.replaceChildren(...[...told.querySelectorAll(`[data-at="${CSS.escape(of)}"]`)].map((each) => each.cloneNode(true)));
  }
}

/** The conversations of the list, for the question who is at them. */
function talks(): string {
  const rows = [...document.querySelectorAll<HTMLElement>("#conversation-list [data-row]")];
  return rows.map((row) => row.id.replace("row-talk-", "")).join(",");
}

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = (event as CustomEvent<{ elt: HTMLElement; parameters: Record<string, string> }>).detail;
  if (elt.id === "list-present") parameters.talks = talks();
});
document.addEventListener("htmx:afterSettle", place);

export {};
