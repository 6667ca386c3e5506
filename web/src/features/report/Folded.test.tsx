// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import "@/lib/i18n";

import { Folded } from "./Folded";

afterEach(cleanup);

it("shows the beginning of a long answer, and all of it when asked", () => {
  const long = "word ".repeat(4000);
  render(<Folded text={long}>{long}</Folded>);
  const button = screen.getByRole("button");
  expect(button.getAttribute("aria-expanded")).toBe("false");
  expect(screen.getByTestId("folded").className).toContain("max-h-80");
  fireEvent.click(button);
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(screen.getByTestId("folded").className).not.toContain("max-h-80");
});

it("leaves a usual answer as it is", () => {
  render(<Folded text="A short answer.">A short answer.</Folded>);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText("A short answer.")).toBeDefined();
});
