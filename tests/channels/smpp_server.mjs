// An operator: a real SMPP server, which reads what it gets by its own rules. What it hears it says
// as a line of JSON each; what it is told comes the same way and is answered with {"done": true}.

import { writeSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [packages, systemId, password, key, cert] = process.argv.slice(2);
const smpp = createRequire(packages)("smpp");
const tls = key ? { key: readFileSync(key), cert: readFileSync(cert) } : {};

let mood = {};
let known = password;
let count = 0;
const bound = new Set();

function say(line) {
  writeSync(1, JSON.stringify(line) + "\n");
}

function hear(pdu) {
  const { udh = [], message } = pdu.short_message;
  say({
    from: [pdu.source_addr_ton, pdu.source_addr_npi, pdu.source_addr],
    to: [pdu.dest_addr_ton, pdu.dest_addr_npi, pdu.destination_addr],
    esmClass: pdu.esm_class,
    dataCoding: pdu.data_coding,
    receipt: pdu.registered_delivery,
    udh: udh.map((element) => element.toString("hex")),
    message,
  });
}

function serve(session) {
  session.on("error", () => session.destroy());
  session.on("close", () => bound.delete(session));
  session.on("bind_transceiver", (pdu) => {
    const isKnown = pdu.system_id === systemId && pdu.password === known;
    const status = mood.bind ?? (isKnown ? 0 : smpp.ESME_RINVPASWD);
    session.send(pdu.response({ command_status: status, system_id: "OPERATOR" }));
    if (!status) bound.add(session);
    for (const each of status ? [] : (mood.deliver ?? [])) session.deliver_sm(decoded(each), heard(each));
  });
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on("submit_sm", (pdu) => {
    const status = mood.statuses?.length ? mood.statuses.shift() : 0;
    if (status === "cut") return session.destroy();
    if (mood.asks) session.enquire_link();
    if (!status) hear(pdu);
    count += status ? 0 : 1;
    session.send(pdu.response({ command_status: status, message_id: status ? "" : `1a${count}` }));
  });
}

function decoded(delivery) {
  const octets = Buffer.from(delivery.octets, "hex");
  return { ...delivery.fields, short_message: octets };
}

function heard(delivery) {
  return (pdu) => say({ acknowledged: pdu.command_status, octets: delivery.octets });
}

const server = smpp.createServer(tls, serve);
server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));

createInterface({ input: process.stdin }).on("line", (line) => {
  const told = JSON.parse(line);
  if (told.mood) mood = told.mood;
  if (told.password) known = told.password;
  for (const each of told.deliver ?? [])
    for (const session of bound) session.deliver_sm(decoded(each), heard(each));
  say({ done: true });
});
