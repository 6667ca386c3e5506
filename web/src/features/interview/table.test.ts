import { describe, expect, it } from "vitest";

import type { Direction } from "./stage";
import { directionTo, Table, type Seated } from "./table";

/** Somebody at the table who notes what they are told. */
class Person implements Seated {
  looks: Direction[] = [];
  said: string[] = [];
  listens = 0;
  clipTimeS = 1.5;
  direction: Direction = "ahead";
  look(to: Direction): Promise<void> {
    this.direction = to;
    this.looks.push(to);
    return Promise.resolve();
  }
  ask(url: string): Promise<void> {
    this.said.push(url);
    return Promise.resolve();
  }
  listen(): Promise<void> {
    this.listens += 1;
    return Promise.resolve();
  }
  pause(): void {
    this.said.push("pause");
  }
  goOn(): void {
    this.said.push("go on");
  }
  frames(): { total: number; dropped: number } {
    return { total: 10, dropped: 2 };
  }
}

function panel(count: number): { table: Table; people: Person[] } {
  const table = new Table();
  const people = Array.from({ length: count }, () => new Person());
  people.forEach((person, number) => table.seat(number, person));
  return { table, people };
}

describe("where a seat looks", () => {
  it("is at whoever speaks", () => {
    expect([0, 1, 2].map((seat) => directionTo(seat, 1))).toEqual(["right", "ahead", "left"]);
  });

  it("is at the candidate who answers, and to the right at simulated ones", () => {
    expect([0, 1, 2].map((seat) => directionTo(seat, "candidate"))).toEqual(["ahead", "ahead", "ahead"]);
    expect([0, 1, 2].map((seat) => directionTo(seat, "others"))).toEqual(["right", "right", "right"]);
  });
});

describe("a table", () => {
  it("lets one speak while the others turn to them", async () => {
    const { table, people } = panel(3);
    await table.ask(2, "question");
    expect(people[2]?.said).toEqual(["question"]);
    expect(table.directions()).toEqual(["right", "right", "ahead"]);
  });

  it("turns back to the candidate", async () => {
    const { table } = panel(2);
    await table.ask(0, "question");
    table.look("candidate");
    expect(table.directions()).toEqual(["ahead", "ahead"]);
  });

  it("shows somebody who comes late where to look", () => {
    const { table } = panel(2);
    table.look(0);
    const late = new Person();
    table.seat(2, late);
    expect(late.direction).toBe("left");
  });

  it("does not pretend that an empty seat spoke", async () => {
    const { table } = panel(1);
    await expect(table.ask(1, "question")).rejects.toThrow("nobody");
  });

  it("counts the frames of everybody", () => {
    expect(panel(3).table.frames()).toEqual({ total: 30, dropped: 6 });
  });
});
