// Comboboxes, for pages whose own island brings none.
import "./field";
