// The portal's question where it is: by the device, by an address, by districts, or on the map.
import "../combobox/field";
import "./address";
import { whenHere } from "./here";
import "./opening";
import { mark } from "./pin";

whenHere((spot, button) => {
  mark(spot);
  button.dispatchEvent(new CustomEvent("pinned", { bubbles: true }));
});
