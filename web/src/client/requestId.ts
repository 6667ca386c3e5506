export const requestIdHeader = "X-Request-Id";

/** A fresh name for a request, under which server and worker write of it in their logs. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12)); // randomUUID is hidden on plain HTTP from other machines
  return `web-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
