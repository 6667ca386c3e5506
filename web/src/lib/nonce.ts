import { setNonce } from "get-nonce";

/** Gives the page's nonce to the style elements that Radix makes; the content policy lets no others in. */
export function nameStyles(): void {
  const told = document.querySelector<HTMLElement>("meta[property=csp-nonce]");
  if (told?.nonce) setNonce(told.nonce);
}
