/** What is wrong with a password before it is sent; the server has the last word. */
export type PasswordFault = "short" | "isLogin" | "fewCharacters" | null;

export const shortestPassword = 8;

/** Length first, no rules about kinds of characters (NIST SP 800-63B). */
export function passwordFault(password: string, login: string): PasswordFault {
  if (Array.from(password).length < shortestPassword) return "short";
  const lowered = password.toLowerCase();
  if (login !== "" && lowered === login.trim().toLowerCase()) return "isLogin";
  return new Set(lowered).size < 3 ? "fewCharacters" : null;
}
