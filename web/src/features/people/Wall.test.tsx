// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import "@/lib/i18n";

import { Wall } from "./Wall";

const rows = 4; // of twelve faces, until the end of the wall is out of the window
const patienceMs = 60_000;
let asked: number[] = [];
let broken: number | null = null;

/** A window that holds several pages: the end of the wall is seen as soon as it is looked at, until `rows` are there. */
class TallWindow {
  private readonly tell: (entries: { isIntersecting: boolean }[]) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
    this.tell = tell;
  }

  observe(): void {
    this.timer = setTimeout(() => this.tell([{ isIntersecting: asked.length < rows }]));
  }

  disconnect(): void {
    clearTimeout(this.timer);
  }
}

function answer(url: string): Response {
  if (!url.includes("/gallery/faces?")) return Response.json([]);
  const start = Number(new URL(url, "http://here").searchParams.get("start"));
  if (start === broken) return Response.json({ kind: "failed", code: "failed", message: "Something broke." }, { status: 500 });
  asked.push(start);
  const faces = Array.from({ length: 12 }, (_, n) => ({ code: `eigen:${start + n}:male-white:natural`, name: "Leo", look: "natural", image_url: "" }));
  return Response.json({ faces, next: start + 12, looks: [] });
}

function hang(): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MemoryRouter>
      <QueryClientProvider client={queries}>
        <Wall filter={{ kind: "", look: "", keyword: "" }} start={0} looks={[]} />
      </QueryClientProvider>
    </MemoryRouter>,
  );
}

beforeEach(() => {
  asked = [];
  broken = null;
  vi.stubGlobal("IntersectionObserver", TallWindow);
  vi.stubGlobal("fetch", (url: string) => Promise.resolve(answer(url)));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("goes on until a tall window is full, and no further", { timeout: 2 * patienceMs }, async () => {
  hang();
  await vi.waitFor(() => expect(screen.getAllByTestId("face")).toHaveLength(12 * rows), patienceMs);
  expect(asked).toEqual([0, 12, 24, 36]);
});

it("tells that a later page failed, keeps what hangs there, and goes on when asked again", { timeout: 2 * patienceMs }, async () => {
  broken = 24;
  hang();
  const told = await screen.findByRole("alert", {}, { timeout: patienceMs });
  expect(told.textContent).toContain("Something broke.");
  expect(screen.getAllByTestId("face")).toHaveLength(24);
  broken = null;
  fireEvent.click(screen.getByRole("button", { name: /다시|again/i }));
  await vi.waitFor(() => expect(screen.getAllByTestId("face")).toHaveLength(12 * rows), patienceMs);
  expect(screen.queryByRole("alert")).toBeNull();
});
