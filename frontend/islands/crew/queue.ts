// Reports that wait in the telephone: they outlive a closed browser, and each has a token by which
// the server keeps it once, however often it arrives.
import { table } from "../storage/table";

export interface Waiting {
  token: string;
  address: string;
  name: string;
  fields: [string, string | File][];
  trouble: string;
}

export const { keep, drop, all } = table<Waiting>("crew", "reports", "token");
