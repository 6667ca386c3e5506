// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import "@/lib/i18n";

import { AskModel } from "./AskModel";

let asked: string[] = [];
let connections: { chosen: boolean; usable: boolean }[] = [];

function answer(input: RequestInfo | URL): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input);
  asked.push(url);
  const found = url.endsWith("/estimate") ? { name: "small · host", most: { input_tokens: 700, output_tokens: 60, won: 1 } } : { connections };
  return Promise.resolve(Response.json(found));
}

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", vi.fn(answer));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const open = (): unknown =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <AskModel interviewId="itv" index={0} onAsked={() => undefined} />
      </MemoryRouter>
    </QueryClientProvider>,
  );

it.each([[[]], [[{ chosen: false, usable: true }]], [[{ chosen: true, usable: false }]]])("asks for no estimate without a model that could be asked: %o", async (none) => {
  connections = none;
  open();
  await screen.findByRole("link");
  expect(asked.filter((url) => url.endsWith("/estimate"))).toEqual([]);
});

it("says what asking costs where a model is connected", async () => {
  connections = [{ chosen: true, usable: true }];
  open();
  expect((await screen.findByText(/small · host/)).textContent).toContain("760");
  expect(asked.filter((url) => url.endsWith("/estimate"))).toHaveLength(1);
});
