import { expect, test } from "vitest";

import { draftOf, formOf, hostOf, isComplete, preset } from "./draft";

const filled = { ...preset("openai"), model: "m", agreed: true };

test("a preset needs a model and agreement", () => {
  expect(isComplete(preset("ollama"))).toBe(false);
  expect(isComplete({ ...filled, agreed: false })).toBe(false);
  expect(isComplete(filled)).toBe(true);
  expect(isComplete({ ...preset("shared"), agreed: true })).toBe(true);
});

test("what is no number is not sent", () => {
  expect(isComplete({ ...filled, budget: "much" })).toBe(false);
  expect(isComplete({ ...filled, input: "-1" })).toBe(false);
});

test("empty fields mean none, an empty key leaves the kept one", () => {
  const form = formOf({ ...filled, input: "1,500", output: "", budget: "" });
  expect(form).toMatchObject({ won_per_million_input: 1500, won_per_million_output: null, monthly_won: null, key: null });
});

test("the shared model is taken as it is, with a budget alone", () => {
  expect(formOf({ ...preset("shared"), budget: "500", agreed: true })).toMatchObject({ service: "shared", base_url: "", model: "", monthly_won: 500 });
});

test("a kept connection comes back as it was typed, without its key", () => {
  const kept = {
    id: "mdl_1",
    service: "other" as const,
    name: "m · h",
    base_url: "https://h/v1",
    host: "h",
    model: "m",
    has_key: true,
    local: false,
    usable: true,
    chosen: true,
    won_per_million_input: 1,
    won_per_million_output: 2,
    monthly_won: null,
    timeout_s: 60,
    most_context_tokens: 8000,
    most_output_tokens: 1000,
    used_this_month: { input_tokens: 0, output_tokens: 0, won: 0 },
    agreed_at: "2026-01-01T00:00:00Z",
  };
  expect(formOf(draftOf(kept))).toMatchObject({ base_url: "https://h/v1", model: "m", key: null, won_per_million_output: 2, monthly_won: null });
});

test("the host is what the line of consent names", () => {
  expect(hostOf("http://localhost:11434/v1")).toBe("localhost:11434");
  expect(hostOf("nonsense")).toBe("nonsense");
});
