// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import "@/lib/i18n";

import { TextField } from "./Field";

afterEach(cleanup);

it("tells what is too long and cuts nothing", () => {
  const { rerender } = render(<TextField label="Name" most={5} value="Jiho " readOnly />);
  expect(screen.getByLabelText("Name").getAttribute("aria-invalid")).toBeNull();
  rerender(<TextField label="Name" most={5} value="Jiho Kim" readOnly />);
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Jiho Kim");
  expect(screen.getByText(/5.*3/)).toBeTruthy();
});
