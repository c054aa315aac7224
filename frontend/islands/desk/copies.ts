// A button with data-copies puts a field's text on the clipboard and says so.
document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-copies]");
  const field = button && document.getElementById(button.dataset.copies!);
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  void navigator.clipboard.writeText(field.value).then(() => {
    button!.textContent = button!.dataset.copied ?? button!.textContent;
  });
});

export {};
