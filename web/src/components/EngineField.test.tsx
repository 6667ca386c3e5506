// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Engine, EngineShelf } from "@/client/types";
import { i18next } from "@/lib/i18n";

import { EngineField, MadeByLine } from "./EngineField";

const needs = { ko: "'gfpgan' 가중치가 필요합니다.", en: "This needs the weights 'gfpgan'." };

function engine(name: string, part: Partial<Engine>): Engine {
  return {
    name,
    kind: "neural",
    ready: true,
    serves: false,
    why_not: null,
    good_at: { ko: "세부", en: "Detail" },
    licence_code: "Apache-2.0",
    licence_weights: "CC0-1.0",
    non_commercial: false,
    choice: null,
    origin: "here",
    sha256: null,
    ...part,
  };
}

const shelf: EngineShelf = {
  capability: "restoring of faces",
  engines: [engine("detail", { kind: "embedded", serves: true }), engine("gpen256", {}), engine("gfpgan", { ready: false, why_not: needs })],
};

beforeEach(async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(Response.json([shelf]))));
  vi.stubGlobal("ResizeObserver", class { observe() {} unobserve() {} disconnect() {} });
  await i18next.changeLanguage("en");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(value: string | null, onChange = vi.fn()) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <EngineField capability="restoring of faces" label="Engine for the detail" value={value} onChange={onChange} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return onChange;
}

it("shows the one that serves as chosen, folded to one line", async () => {
  show(null);
  const field = await screen.findByTestId("engine-field");
  expect(within(field).getByText("Engine for the detail").parentElement?.textContent).toBe("Engine for the detail detail");
  expect(within(field).getByRole("radio", { name: /^detail/, hidden: true }).getAttribute("aria-checked")).toBe("true");
});

it("lets a ready one be chosen, and tells what another needs before it can be", async () => {
  const chosen = show(null);
  const missing = await screen.findByRole<HTMLButtonElement>("radio", { name: /gfpgan/, hidden: true });
  expect(missing.disabled).toBe(true);
  expect(missing.textContent).toContain(needs.en);
  fireEvent.click(missing);
  expect(chosen).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("radio", { name: /gpen256/, hidden: true }));
  expect(chosen).toHaveBeenCalledExactlyOnceWith("gpen256");
});

it("keeps showing the one that was named when it can't serve any more", async () => {
  show("gfpgan");
  const named = await screen.findByRole("radio", { name: /gfpgan/, hidden: true });
  expect(named.getAttribute("aria-checked")).toBe("true");
  expect(screen.getByRole("radio", { name: /^detail/, hidden: true }).getAttribute("aria-checked")).toBe("false");
});

it("names who made something by engine and the beginning of the hash, whole on demand", () => {
  const { container, rerender } = render(<MadeByLine made={{ engine: "ghost", weights_sha256: "1a2b3c4d".repeat(8) }} />);
  expect(container.querySelector("summary")?.textContent).toBe("ghost · SHA-256 1a2b3c4d…");
  expect(container.textContent).toContain("1a2b3c4d".repeat(8));
  rerender(<MadeByLine made={{ engine: "mesh", weights_sha256: null }} />);
  expect(container.textContent).toBe("mesh");
});

it("says what is for non-commercial use only, and which of several weights serves", async () => {
  const choice = { ko: "two를 씁니다", en: "Of the weights (one, two), two serves." };
  shelf.engines.push(engine("beautygan", { non_commercial: true, choice }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <EngineField capability={shelf.capability} value={null} onChange={() => undefined} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  const row = await screen.findByRole("radio", { name: /beautygan/, hidden: true });
  expect(row.textContent).toContain("non-commercial use only");
  expect(row.textContent).toContain("two serves");
  expect(screen.getAllByText("non-commercial use only")).toHaveLength(1);
});
