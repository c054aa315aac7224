// The desk: keys, comboboxes, drafts, clocks, and a telephone that rings the right page up.
import "./desk.css";
import "./clocks";
import "./combobox";
import "./copies";
import "./drafts";
import "./fallback";
import "./filming";
import "./keeping";
import "./keys";
import "./lists";
import "./proposing";
import "./reach";
import "./receivers";
import "./record";
import "./shell";
import "./telephone";
