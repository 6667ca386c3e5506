import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { Interview } from "@/client/types";

type Schemas = components["schemas"];

export type Goal = Schemas["GoalView"];
export type GoalForm = Schemas["GoalForm"];
export type PracticePlan = Schemas["PracticePlanView"];
export type PlanItem = Schemas["PlanItemView"];

export const goalsKey = ["goals"] as const;

export const listGoals = () => call<Goal[]>("GET", "/progress/goals");
export const makeGoal = (form: GoalForm) => call<Goal>("POST", "/progress/goals", { json: form });
export const deleteGoal = (id: string) => call<undefined>("DELETE", `/progress/goals/${id}`);
export const readPlan = () => call<PracticePlan>("GET", "/progress/plan");
export const startPlanned = (item: PlanItem) => call<Interview>("POST", "/interviews", { json: item.start });
