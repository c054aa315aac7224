// Announcements near the device: its place fills the form, which is sent like any other.
import { whenHere } from "./place/here";

whenHere((spot, button) => {
  const form = button.closest("form")!;
  // A name that is typed counts more than a place that was told before
  for (const [name, value] of Object.entries({ name: "", ...spot })) {
    form.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value;
  }
  form.requestSubmit();
});
