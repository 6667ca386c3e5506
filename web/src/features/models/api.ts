import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Connection = Schemas["ConnectionView"];
export type Models = Schemas["ModelsView"];
export type Form = Schemas["ConnectionForm"];
export type Service = Form["service"];
export type Tested = Schemas["TestView"];
export type Usage = Schemas["UsageView"];

export const modelsKey = ["language-models"] as const;

export const listModels = (): Promise<Models> => call("GET", "/language-models");
export const addModel = (form: Form): Promise<Connection> => call("POST", "/language-models", { json: form });
export const changeModel = (id: string, form: Form): Promise<Connection> => call("PUT", `/language-models/${id}`, { json: form });
export const chooseModel = (id: string): Promise<Models> => call("PUT", `/language-models/${id}/chosen`);
export const testModel = (id: string): Promise<Tested> => call("POST", `/language-models/${id}/test`);
export const deleteModel = (id: string): Promise<void> => call("DELETE", `/language-models/${id}`);
