// The planner's grid by keyboard: arrow keys move from day to day, Home and End within a person.
const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

function linkAt(row: HTMLTableRowElement | undefined, column: number): HTMLElement | null {
  return row?.cells[column]?.querySelector<HTMLElement>("a") ?? null;
}

function target(cell: HTMLTableCellElement, key: string): HTMLElement | null {
  const row = cell.parentElement as HTMLTableRowElement;
  const rows = [...(row.parentElement as HTMLTableSectionElement).rows];
  if (key === "Home") return row.querySelector<HTMLElement>("a");
  if (key === "End") return [...row.querySelectorAll<HTMLElement>("a")].at(-1) ?? null;
  const step = STEPS[key];
  return step ? linkAt(rows[rows.indexOf(row) + step[0]], cell.cellIndex + step[1]) : null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const cell = (event.target as Element).closest<HTMLTableCellElement>("[data-roster-grid] td");
  const next = cell ? target(cell, event.key) : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
});

export {};
