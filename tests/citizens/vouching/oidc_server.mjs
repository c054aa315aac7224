// A certified provider of OpenID Connect, with its own pages for signing in. It says its port as a
// line of JSON; who signs in as "x" is the account "x" of those it was given.

import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [packages, given] = process.argv.slice(2);
const { accounts, clientId, clientSecret, redirectUri } = JSON.parse(given);
const { Provider } = await import(
  pathToFileURL(createRequire(packages).resolve("oidc-provider")).href
);

const server = createServer((request, response) => callback(request, response));
let callback;
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: {
      openid: ["sub"],
      profile: ["name", "birthdate", "identity_number"],
      phone: ["phone_number", "phone_number_verified"],
      email: ["email", "email_verified"],
    },
    cookies: { keys: ["only-of-a-test"] },
    pkce: { required: () => true },
    findAccount: (_, id) => accounts[id] && {
      accountId: id,
      claims: () => accounts[id],
    },
  });
  provider.on("server_error", (_, error) => console.error(error));
  callback = provider.callback();
  writeSync(1, JSON.stringify({ issuer }) + "\n");
});
