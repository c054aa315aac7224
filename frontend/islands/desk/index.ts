// The desk: keys, comboboxes, drafts, clocks, and a telephone that rings the right page up.
import "./desk.css";
// A list hears Enter and Tab before those who go on to the next field by them
import "../combobox/field";
import "./clocks/clocks";
import "./copies";
import "./telephone/devices";
import "./composing/drafts";
import "./telephone/fallback";
import "./telephone/video-recording";
import "./keys/shortcuts";
import "./telephone/line";
import "./lists";
import "./composing/mentions";
import "./menus/menus";
import "./conversations/offered";
import "./conversations/present";
import "./record/proposing";
import "./telephone/reach";
import "./composing/ready";
import "./composing/receivers";
import "./record/record";
import "./telephone/ringing";
import "./telephone/telephone";
import "../place/address";
import "../place/opening";
import "../shell/visiting";
import "../typing";
