// The page of an application that opens without a line. What is typed lies in the telephone from the
// first letters on; what is sent waits there until the server took it.
import { isAble } from "../waiting/able";
import { type Application, blank, draftOfToday, hasRoom, lacks, MOST_BYTES } from "../waiting/application";
import { onChange, store } from "../waiting/store";
import { flush, owner, SYNC } from "../waiting/sending";
import { fill, lack, trouble, typed } from "./fields";
import { findTopics } from "./filter";
import { findPlace } from "./here";
import { List } from "./list";
import { chosen, drawPhotos, onPhoto, Shrinking } from "./photos";
import { Sheet } from "./sheet";
import { carried, isUnclear } from "./where-from";

interface Syncing extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

const PAUSE_MILLISECONDS = 300;
/** As the server takes them (web/portal/apply/application.py). */
const MOST_PHOTOS = 3;

const form = document.querySelector<HTMLFormElement>("#offline-form")!;
const box = document.querySelector<HTMLElement>("#kept")!;
const sheet = new Sheet(store, () => typed(form));
const photos = new Shrinking(addPhoto);
const list = new List(box, { change, send: flush });
let timer = 0;

/** Keep what stands in the form; returns whether the telephone had room for it. */
async function save(work = () => sheet.save()): Promise<boolean> {
  window.clearTimeout(timer);
  try {
    await work();
    return true;
  } catch {
    trouble(form, "memory");
    return false;
  }
}

function soon(): void {
  sheet.touch();
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), PAUSE_MILLISECONDS);
}

/** Put an application into the form. */
function show(application: Application, isKept: boolean): void {
  sheet.open(application, isKept);
  draw();
}

function draw(): void {
  fill(form, sheet.application.fields);
  showPhotos();
}

function showPhotos(): void {
  const { photos: shown } = sheet.application;
  drawPhotos(form, shown, (photo) => setPhotos(shown.filter((one) => one !== photo)));
}

function setPhotos(chosenOnes: Blob[]): void {
  trouble(form, chosenOnes.length > MOST_PHOTOS ? "photos" : null);
  sheet.setPhotos(chosenOnes.slice(0, MOST_PHOTOS));
  showPhotos();
  void save();
}

function addPhoto(photo: Blob): void {
  if (photo.size > MOST_BYTES) trouble(form, "large");
  else setPhotos([...sheet.application.photos, photo]);
}

async function others(): Promise<Application[]> {
  return (await store.all()).filter(({ key }) => key !== sheet.application.key);
}

/** Show what another tab, or the worker, did with them; returns whether the form shows another. */
async function follow(): Promise<boolean> {
  const isAnother = !photos.isBusy && (await sheet.giveWay());
  if (isAnother) draw();
  list.draw(await others());
  return isAnother;
}

async function change(key: string): Promise<void> {
  await photos.done();
  if (!(await save())) return;
  const draft = await owner.withdraw(key);
  if (draft) show(draft, true);
  await follow();
  form.scrollIntoView();
}

/** Hand the application over to whatever line there is, now or later. */
async function take(): Promise<void> {
  await photos.done();
  // Another tab sent it: here it would go out twice
  if (await follow()) return box.scrollIntoView();
  const missing = lacks(new Map(typed(form)));
  lack(form, missing);
  if (missing) return;
  const room = hasRoom(await others());
  trouble(form, room ? null : "full");
  if (!room || !(await save(() => sheet.send()))) return;
  void wake();
  show(blank(), false);
  await follow();
  box.scrollIntoView();
  void flush();
}

/** Send once, however often the button is pressed; it says what it waits for. */
async function press(): Promise<void> {
  const button = form.querySelector<HTMLElement>("#offline-send")!;
  const status = form.querySelector<HTMLElement>("#offline-send-status")!;
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  status.textContent = photos.isBusy ? status.dataset.photo! : "";
  try {
    await take();
  } catch {
    trouble(form, "memory");
  } finally {
    button.ariaBusy = "false";
    status.textContent = "";
  }
}

/** Ask the browser to wake the worker when there is a line, also when this page is closed by then. */
async function wake(): Promise<void> {
  const registration: Syncing = await navigator.serviceWorker.ready;
  // Where a browser has none, or its owner forbids it, the pages send it
  await registration.sync?.register(SYNC).catch(() => undefined);
}

function tellLine(): void {
  document.querySelector<HTMLElement>("#no-line")!.hidden = navigator.onLine;
}

async function begin(): Promise<void> {
  // On a slow line somebody types, or chooses a photo, before this script is there
  const early = typed(form);
  const files = chosen(form);
  const words = carried() ?? (early.length ? early : null);
  document.querySelector<HTMLElement>("#unclear")!.hidden = !isUnclear();
  tellLine();
  onPhoto(form, (more) => photos.take(more));
  if (words) {
    show(blank(words), false);
    sheet.touch();
    await save();
  } else {
    const draft = draftOfToday(await store.all(), Date.now());
    show(draft ?? blank(), draft !== undefined);
  }
  photos.take(files);
  await follow();
}

function listen(): void {
  for (const event of ["input", "change"]) form.addEventListener(event, soon);
  for (const event of ["online", "offline"]) window.addEventListener(event, tellLine);
  document.addEventListener("visibilitychange", () => void save());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void press();
  });
  findPlace(form, soon);
  findTopics(form.querySelector("#offline-topics")!);
  onChange(() => void follow());
}

// In the others one applies question by question
if (isAble()) {
  listen();
  // A browser may deny its memory: the page says where one applies without it
  void begin().catch(() => trouble(form, "memory")).finally(() => {
    document.documentElement.dataset.opened = "";
  });
} else location.replace("/apply/");

export {};
