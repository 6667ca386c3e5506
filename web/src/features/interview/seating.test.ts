import { describe, expect, it } from "vitest";

import type { Interviewer } from "@/client/types";

import { placed, seated } from "./seating";

const people = ["seoyeon", "junho", "mikyung", "clara"].map((id) => ({ id })) as Interviewer[];

describe("a panel in the making", () => {
  it("is an executive, somebody technical and human resources", () => {
    expect(seated(people, 3).map((seat) => `${seat.person_id} ${seat.persona}`)).toEqual(["mikyung executive", "junho technical", "seoyeon warm"]);
  });

  it("keeps who was chosen when it grows or shrinks", () => {
    const two = [{ person_id: "clara", persona: "pressure" }, { person_id: "seoyeon", persona: "neutral" }];
    expect(seated(people, 3, two).map((seat) => seat.person_id)).toEqual(["clara", "seoyeon", "mikyung"]);
    expect(seated(people, 2, seated(people, 3, two))).toEqual(two);
  });

  it("fills the seat of somebody who has been deleted", () => {
    const before = [{ person_id: "gone", persona: "warm" }, { person_id: "junho", persona: "technical" }];
    expect(seated(people, 2, before).map((seat) => seat.person_id)).toEqual(["junho", "mikyung"]);
  });

  it("never seats somebody twice: they change places", () => {
    const panel = seated(people, 2);
    expect(placed(panel, 0, "junho").map((seat) => seat.person_id)).toEqual(["junho", "mikyung"]);
    expect(placed(panel, 0, "junho").map((seat) => seat.persona)).toEqual(["executive", "technical"]);
  });
});
