// The CSRF token. Signing in again, also in another tab, makes a new one: the cookie always has it.

/** Return the token of the cookie; empty without a cookie. */
export function cookieToken(): string {
  return /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

/** Put the token of the cookie into a form that was drawn before somebody signed in again. */
export function renewToken(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  if (field) field.value = cookieToken() || field.value;
}
