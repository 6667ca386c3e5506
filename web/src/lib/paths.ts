/** Every address of the app, so that features can link to each other without importing each other. */
export const paths = {
  home: "/",
  how: "/how",
  demo: "/demo",
  ethics: "/ethics",
  join: "/join",
  login: "/login",
  recover: "/recover",
  me: "/me",
  voices: "/me/voices",
  models: "/me/models",
  engines: "/engines",
  admin: "/admin",
  upload: "/lab/upload",
  history: "/history",
  devices: "/devices",
  people: "/people",
  face: (code: string) => `/people/face?code=${encodeURIComponent(code)}`,
  photo: "/photo",
  expression: "/expression",
  career: "/career",
  newDocument: "/career/documents/new",
  document: (id: string) => `/career/documents/${id}`,
  evaluation: (documentId: string) => `/career/documents/${documentId}/evaluation`,
  writing: "/career/writing",
  specs: "/career/specs",
  sketch: "/sketch",
  drawing: (id: string) => `/sketch?drawing=${encodeURIComponent(id)}`,
  shop: "/shop",
  shopWith: (code: string) => `/shop?code=${encodeURIComponent(code)}`,
  catalogue: (id: string) => `/shop/${id}`,
  cataloguePhoto: (catalogue: string, id: string) => `/shop/${catalogue}/${id}`,
  letter: (id: string) => `/career/writing/${id}`,
  newInterview: "/interviews/new",
  interviewAbout: (documentId: string) => `/interviews/new?document=${encodeURIComponent(documentId)}`,
  interviewAsking: (question: string) => `/interviews/new?question=${encodeURIComponent(question)}`,
  interviewWith: (personId: string) => `/interviews/new?interviewer=${encodeURIComponent(personId)}`,
  interview: (id: string) => `/interviews/${id}`,
  report: (id: string) => `/interviews/${id}/report`,
  shared: (token: string) => `/shared/${token}`,
  goals: "/history?view=goals",
} as const;

/** The way back after joining or logging in; only our own paths are accepted. */
export function wayBack(search: URLSearchParams, otherwise: string): string {
  const next = search.get("next");
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : otherwise;
}
