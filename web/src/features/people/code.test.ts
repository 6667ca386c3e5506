import { describe, expect, it } from "vitest";

import { asDrawn, engineOf, kindOf, settingsOf, withLook, withSlider } from "./code";

const code = "eigen:7:female-east-asian:elegant:age=40,smile=0.5";

describe("a person's code", () => {
  it("tells the sliders that are set", () => {
    expect(settingsOf(code)).toEqual({ age: 40, smile: 0.5 });
    expect(settingsOf("eigen:7:female-east-asian:elegant")).toEqual({});
  });

  it("tells who draws the person, and of which kind", () => {
    expect([engineOf(code), kindOf(code)]).toEqual(["eigen", "female-east-asian"]);
  });

  it("takes a slider in the server's order and precision", () => {
    expect(withSlider(code, "hair", 30)).toBe("eigen:7:female-east-asian:elegant:age=40,hair=30,smile=0.5");
    expect(withSlider(code, "smile", 0.1 + 0.2)).toBe("eigen:7:female-east-asian:elegant:age=40,smile=0.3");
    expect(withSlider(code, "age", 25)).toBe("eigen:7:female-east-asian:elegant:age=25,smile=0.5");
  });

  it("keeps who somebody is when the look changes", () => {
    expect(withLook(code, "strict")).toBe("eigen:7:female-east-asian:strict:age=40,smile=0.5");
  });

  it("goes back to how somebody was drawn", () => {
    expect(asDrawn(code)).toBe("eigen:7:female-east-asian:natural");
  });
});
