// Keeps the app's shell (its page and hashed files), so that the installed app opens at once and, without a network, says so
// itself. Nothing from /api is ever kept: recordings, photos and people stay on the server.
const shell = "visavis-shell";
const page = "/";

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(openPage(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(openAsset(request));
});

// The newest page whenever the server answers: an update shows with the next opening.
async function openPage(request) {
  const cache = await caches.open(shell);
  try {
    const answer = await fetch(request);
    if (answer.ok && (answer.headers.get("Content-Type") ?? "").startsWith("text/html")) await keepPage(cache, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(page);
    if (kept) return kept;
    throw error;
  }
}

// Another page means another build: its predecessor's files are of no use any more.
async function keepPage(cache, answer) {
  const kept = await cache.match(page);
  const [before, now] = [kept ? await kept.text() : "", await answer.clone().text()];
  if (withoutNonce(before) === withoutNonce(now)) return;
  for (const request of await cache.keys()) await cache.delete(request);
  await cache.put(page, answer);
}

// The server gives each page a nonce of its own for its styles; that alone makes no other build.
function withoutNonce(text) {
  return text.replaceAll(/ nonce="[^"]*"/g, "");
}

// Hashed names never change their content.
async function openAsset(request) {
  const cache = await caches.open(shell);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
