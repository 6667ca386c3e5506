// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { type ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import "@/lib/i18n";

import { FavouriteWall, Wall } from "./Wall";
import type { Filter } from "./api";

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

const favourites = [
  { code: "eigen:1:male-white:warm", name: "Leo", look: "warm", image_url: "" },
  { code: "eigen:2:female-black:warm", name: "Maya", look: "warm", image_url: "" },
  { code: "eigen:3:male-white:strict", name: "Adam", look: "strict", image_url: "" },
];

function answer(url: string): Response {
  if (url.includes("/gallery/favourites")) return Response.json(favourites);
  if (url.includes("keyword=winter")) return Response.json({ faces: [], next: null, looks: ["warm"], denied: ["elegant"] });
  if (!url.includes("/gallery/faces?")) return Response.json([]);
  const start = Number(new URL(url, "http://here").searchParams.get("start"));
  if (start === broken) return Response.json({ kind: "failed", code: "failed", message: "Something broke." }, { status: 500 });
  asked.push(start);
  const faces = Array.from({ length: 12 }, (_, n) => ({ code: `eigen:${start + n}:male-white:natural`, name: "Leo", look: "natural", image_url: "" }));
  return Response.json({ faces, next: start + 12, looks: [], denied: [] });
}

const everybody: Filter = { kind: "", look: "", keyword: "" };

function hang(wall: ReactNode = <Wall filter={everybody} start={0} looks={[]} />): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MemoryRouter>
      <QueryClientProvider client={queries}>
        {wall}
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

it.each([
  [everybody, ["Leo", "Maya", "Adam"]],
  [{ ...everybody, kind: "male-white" }, ["Leo", "Adam"]],
  [{ ...everybody, look: "warm" }, ["Leo", "Maya"]],
  [{ kind: "female-black", look: "", keyword: "winter, not elegant" }, ["Maya"]],
])("leaves the favourites that fit %o", { timeout: 2 * patienceMs }, async (filter, names) => {
  hang(<FavouriteWall filter={filter} looks={[]} />);
  await vi.waitFor(() => expect(screen.getAllByTestId("face").map((face) => face.textContent)).toEqual(names), patienceMs);
  expect(screen.queryByText(/elegant/) === null).toBe(filter.keyword === "");
});

it("names and shows the places of faces that are still being drawn", () => {
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  hang();
  expect(screen.getAllByRole("img", { name: "A face is being drawn" })).toHaveLength(12);
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
