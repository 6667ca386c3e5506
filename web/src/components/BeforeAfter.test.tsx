// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import "@/lib/i18n";

import { BeforeAfter } from "./BeforeAfter";

afterEach(cleanup);

it("shows as much of the first picture as the slider says, in words too", () => {
  render(<BeforeAfter before="a.jpg" after="b.jpg" label="Photo" />);
  const slider = screen.getByRole("slider", { name: "Photo" });
  expect(slider.getAttribute("aria-valuetext")).toContain("50");
  fireEvent.change(slider, { target: { value: "20" } });
  const [, before] = screen.getAllByRole<HTMLImageElement>("img");
  expect(before?.parentElement?.style.clipPath).toBe("inset(0 80% 0 0)");
  expect(slider.getAttribute("aria-valuetext")).toContain("20");
});
