// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it } from "vitest";

import "@/lib/i18n";

import { Suggestions } from "../Suggestions";
import { ReplayClock } from "../clock";
import type { Answer, Report } from "../values";

import { Comments } from "./Comments";
import { ShareDialog } from "./ShareDialog";
import type { Comment } from "./api";
import { RemarksContext, type Remarks } from "./remarks";

class NoSizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver = NoSizes;

afterEach(cleanup);

const coach: Remarks = { comments: [], write: () => Promise.resolve(), author: { name: "", rename: () => undefined } };
const typed = { index: 0, replay: null, state: "partly_measured", measures: [] } as unknown as Answer;
const recorded = { ...typed, replay: { duration_s: 20, has_video: true } } as unknown as Answer;
const comment = { id: "c1", answer_index: 0, at_s: 0, name: "Sora", text: "Well done", author: "coach", replies_to: null, created_at: "2026-01-01T00:00:00Z" } as unknown as Comment;

const withQueries = (children: ReactNode): unknown =>
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } })}>{children}</QueryClientProvider>);

const comments = (answer: Answer, canPlay: boolean, remarks = coach): unknown =>
  withQueries(
    <RemarksContext value={remarks}>
      <Comments answer={answer} clock={new ReplayClock()} canPlay={canPlay} />
    </RemarksContext>,
  );

it("sends a coach to a moment only where there is one", () => {
  comments(recorded, true);
  expect(screen.getByText(/in the replay or on the timeline/)).toBeTruthy();
  cleanup();
  comments(recorded, false);
  expect(screen.getByText(/on the timeline, then write/)).toBeTruthy();
  cleanup();
  comments(typed, false, { ...coach, comments: [comment] });
  expect(screen.getByLabelText("Comment on this answer")).toBeTruthy();
  expect(screen.queryByText(/timeline/)).toBeNull();
  expect(screen.queryByRole("button", { name: /Go to/ })).toBeNull();
});

it("asks only whoever was interviewed to practise again", () => {
  const report = { answers: [typed], suggestions: [] } as unknown as Report;
  const shown = (remarks: Remarks | null): unknown =>
    render(
      <MemoryRouter>
        <RemarksContext value={remarks}>
          <Suggestions report={report} onMoment={() => undefined} />
        </RemarksContext>
      </MemoryRouter>,
    );
  shown({ comments: [] });
  expect(screen.getByRole("link", { name: "Practise again" })).toBeTruthy();
  cleanup();
  shown(coach);
  expect(screen.queryByRole("link")).toBeNull();
});

it("shares neither recordings nor words unless that is ticked", async () => {
  withQueries(<ShareDialog interviewId="int_1" onClose={() => undefined} />);
  const ticks = await screen.findAllByRole("checkbox");
  expect(ticks.map((tick) => (tick instanceof HTMLInputElement ? tick.checked : tick.getAttribute("aria-checked") === "true"))).toEqual([false, false]);
});
