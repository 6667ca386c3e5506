import { currentLanguage } from "@/lib/i18n";

import { newRequestId, requestIdHeader } from "./requestId";
import type { ErrorBody, ErrorKind } from "./types";

/** What the server (or the way to it) said no to, in the user's language. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly kind: ErrorKind | "unreachable";
  readonly code: string;
  readonly status: number;
  readonly body: unknown;
  /** Names the request in the server's log. */
  readonly reference: string | null;

  constructor(
    status: number,
    error: { kind: ErrorKind | "unreachable"; code: string; message: string; request_id?: string | null },
    body?: unknown,
  ) {
    super(error.message);
    this.kind = error.kind;
    this.code = error.code;
    this.status = status;
    this.body = body;
    this.reference = error.request_id ?? null;
  }
}

/** Whether the session has ended: asking on is no use until somebody signs in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

export interface CallOptions {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is: FormData, Blob, ArrayBuffer. */
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const unreachable = {
  ko: "서버에 연결할 수 없어요. Visavis가 실행 중인지, 네트워크가 연결되어 있는지 확인해 주세요.",
  en: "The server cannot be reached. Check that Visavis is running and that the network is connected.",
};
const unexpected = {
  ko: "서버에서 예상하지 못한 응답이 왔어요. 잠시 후 다시 시도해 주세요.",
  en: "The server gave an answer that was not expected. Please try again in a moment.",
};

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === "object" && value !== null && "code" in value && "message" in value && "kind" in value;
}

async function refusal(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (isErrorBody(body)) return new ApiError(response.status, body, body);
  const message = unexpected[currentLanguage()];
  const request_id = response.headers.get(requestIdHeader);
  return new ApiError(response.status, { kind: "failed", code: `http_${response.status}`, message, request_id }, body);
}

async function reach(method: string, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = {
    "Accept-Language": currentLanguage(),
    [requestIdHeader]: newRequestId(),
    ...options.headers,
  };
  if (options.json !== undefined) headers["Content-Type"] = "application/json";
  const body = options.json === undefined ? options.body : JSON.stringify(options.json);
  try {
    return await fetch(`/api${path}`, { method, headers, body, signal: options.signal, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, { kind: "unreachable", code: "unreachable", message: unreachable[currentLanguage()] });
  }
}

/**
 * One request to /api + path. Resolves to the JSON answer (undefined for an empty one).
 *
 * Throws ApiError for every answer that is not 2xx, and with kind "unreachable" when there was no answer.
 */
export async function call<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, options: CallOptions = {}): Promise<T> {
  const text = await (await heard(method, path, options)).text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** The same for an answer that is a file. */
export async function callForFile(method: "GET" | "POST", path: string, options: CallOptions = {}): Promise<Blob> {
  return (await heard(method, path, options)).blob();
}

async function heard(method: string, path: string, options: CallOptions): Promise<Response> {
  const response = await reach(method, path, options);
  if (!response.ok) throw await refusal(response);
  return response;
}
