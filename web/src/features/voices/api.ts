import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type OwnVoice = Schemas["OwnVoiceView"];
export type VoiceWish = Schemas["VoiceWish"];
export type Engine = Schemas["SpeechEngineView"];
export type Listening = Schemas["ListeningView"];

export const ownKey = ["own-voices"] as const;
export const enginesKey = ["speech-engines"] as const;
export const listeningKey = ["listening"] as const;

export const listOwn = () => call<OwnVoice[]>("GET", "/voices/own");
export const askForVoice = (wish: VoiceWish) => call<OwnVoice>("POST", "/voices/own", { json: wish });
export const removeOwn = (id: string) => call<undefined>("DELETE", `/voices/own/${id}`);
export const listEngines = () => call<Engine[]>("GET", "/voices/engines");
export const readListening = () => call<Listening>("GET", "/voices/listening");
export const changeListening = (wish: Pick<Listening, "engine" | "verbatim">) => call<Listening>("PUT", "/voices/listening", { json: wish });

export function sendRecording(id: string, recording: Blob): Promise<OwnVoice> {
  const form = new FormData();
  form.append("recording", recording, "consent");
  return call<OwnVoice>("POST", `/voices/own/${id}/recording`, { body: form });
}
