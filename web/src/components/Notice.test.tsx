// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import { ApiError } from "@/client/call";
import type { ErrorKind } from "@/client/types";
import "@/lib/i18n";

import { ErrorNotice } from "./Notice";

afterEach(cleanup);

it.each<[ErrorKind | "unreachable", number, boolean]>([
  ["not_found", 404, false],
  ["invalid", 422, false],
  ["refused", 429, true],
  ["unavailable", 503, true],
  ["unreachable", 0, true],
])("offers to try again after %s %i: %o", (kind, status, offered) => {
  render(<ErrorNotice error={new ApiError(status, { kind, code: "any", message: "No." })} onRetry={() => undefined} />);
  expect(screen.getByRole("alert").textContent).toContain("No.");
  expect(screen.queryByRole("button") !== null).toBe(offered);
});

it.each<[ErrorKind, boolean]>([
  ["failed", true],
  ["unavailable", true],
  ["invalid", false],
])("tells the reference of what %s: %o", (kind, told) => {
  render(<ErrorNotice error={new ApiError(500, { kind, code: "any", message: "No.", request_id: "web-0123456789" })} />);
  expect(screen.getByRole("alert").textContent.includes("web-0123456789")).toBe(told);
});
