// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import "@/lib/i18n";
import type { Interview } from "@/client/types";

import { ExpressionWish } from "./ExpressionWish";

afterEach(cleanup);

function open(state: string, isOn: boolean): HTMLButtonElement {
  const interview = { id: "itv", state, reads_expression: isOn, recordings_deleted_at: null } as unknown as Interview;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ExpressionWish interview={interview} onChange={() => undefined} />
    </QueryClientProvider>,
  );
  return screen.getByRole<HTMLButtonElement>("switch");
}

it("can be taken back while the interview is analysed again", () => {
  expect(open("reviewing", true).disabled).toBe(false);
});

it("can't be turned on in the middle of an analysis that began without it", () => {
  expect(open("reviewing", false).disabled).toBe(true);
});

it("can be turned on once the report is there", () => {
  expect(open("reviewed", false).disabled).toBe(false);
});
