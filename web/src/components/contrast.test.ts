import { readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

const styles = readFileSync(path.join(import.meta.dirname, "../app/styles.css"), "utf8");

function colors(selector: string): Map<string, string> {
  const block = styles.slice(styles.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const text = [
  ["ink", "paper"],
  ["ink", "surface"],
  ["ink", "sunken"],
  ["ink", "accent-soft"],
  ["ink", "warn-soft"],
  ["ink", "danger-soft"],
  ["ink", "good-soft"],
  ["muted", "paper"],
  ["muted", "surface"],
  ["muted", "sunken"],
  ["accent", "paper"],
  ["accent", "surface"],
  ["accent-strong", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["danger", "paper"],
  ["danger", "surface"],
  ["danger", "danger-soft"],
  ["warn", "warn-soft"],
  ["warn", "surface"],
  ["good", "good-soft"],
  ["good", "surface"],
] as const;

/** Curves, borders of fields: 3 to 1 is enough for what is not text. */
const shapes = ["line-strong", "family-head", "family-gaze", "family-expression", "family-expression_class", "family-gesture", "family-framing", "family-voice", "family-content"];

describe.each([":root", '[data-theme="dark"]'])("the palette of %s", (selector) => {
  const palette = colors(selector);
  const of = (name: string): string => palette.get(name) ?? "";

  it.each(text)("sets %s on %s with at least 4.5 to 1", (front, back) => {
    expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)("draws %s with at least 3 to 1", (name) => {
    expect(contrast(of(name), of("surface"))).toBeGreaterThanOrEqual(3);
    expect(contrast(of(name), of("paper"))).toBeGreaterThanOrEqual(3);
  });
});
