// A table in this browser's own database: its rows outlive a closed page and a restarted telephone.

export interface Table<Row> {
  /** Keep a row, in place of one of the same key. */
  keep(row: Row): Promise<unknown>;
  drop(key: string): Promise<unknown>;
  /**
   * Put what `become` makes of a row in its place (null: there is none), in one step that no other
   * page comes between; returns what is there afterwards.
   */
  change(key: string, become: (found: Row | null) => Row | null): Promise<Row | null>;
  all(): Promise<Row[]>;
}

/** Return the table of a database that has no other; `key` names the field that tells rows apart. */
export function table<Row>(database: string, name: string, key: keyof Row & string): Table<Row> {
  return {
    keep: (row) => asked("readwrite", (store) => store.put(row)),
    drop: (value) => asked("readwrite", (store) => store.delete(value)),
    change: async (value, become) => {
      let after: Row | null = null;
      await asked("readwrite", (store) => {
        const request = store.get(value) as IDBRequest<Row | undefined>;
        request.onsuccess = () => {
          const found = request.result ?? null;
          after = become(found);
          if (after === found) return;
          if (after === null) store.delete(value);
          else store.put(after);
        };
        return request;
      });
      return after;
    },
    all: () => asked("readonly", (store) => store.getAll() as IDBRequest<Row[]>),
  };

  function opened(): Promise<IDBDatabase> {
    return new Promise((done, fail) => {
      const request = indexedDB.open(database, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath: key });
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  }

  async function asked<T>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const here = await opened();
    return new Promise((done, fail) => {
      const step = here.transaction(name, mode);
      const request = ask(step.objectStore(name));
      step.oncomplete = () => {
        here.close();
        done(request.result);
      };
      step.onerror = step.onabort = () => {
        here.close();
        fail(step.error);
      };
    });
  }
}
