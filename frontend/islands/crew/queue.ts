// Reports that wait in the telephone: they outlive a closed browser, and each has a token by which
// the server keeps it once, however often it arrives.

export interface Waiting {
  token: string;
  address: string;
  name: string;
  fields: [string, string | File][];
  trouble: string;
}

const STORE = "reports";

function opened(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open("crew", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "token" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function asked<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  return new Promise((done, fail) => {
    const step = database.transaction(STORE, mode);
    const request = ask(step.objectStore(STORE));
    step.oncomplete = () => {
      database.close();
      done(request.result);
    };
    step.onerror = step.onabort = () => fail(step.error);
  });
}

/** Keep a report, in place of one of the same token. */
export const keep = (report: Waiting) => asked("readwrite", (store) => store.put(report));
export const drop = (token: string) => asked("readwrite", (store) => store.delete(token));
export const all = (): Promise<Waiting[]> => asked("readonly", (store) => store.getAll());
