import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Share = Schemas["ShareView"];
export type NewShare = Schemas["NewShareView"];
export type ShareForm = Schemas["ShareForm"];
export type Comment = Schemas["CommentView"];
export type Shared = Schemas["SharedView"];
export type Remark = Schemas["RemarkForm"];

export const sharesKey = (interview: string) => ["shares", interview] as const;
export const commentsKey = (interview: string) => ["comments", interview] as const;

export const listShares = (interview: string) => call<Share[]>("GET", `/interviews/${interview}/shares`);
export const makeShare = (interview: string, form: ShareForm) => call<NewShare>("POST", `/interviews/${interview}/shares`, { json: form });
export const revokeShare = (id: string) => call<Share>("POST", `/shares/${id}/revoke`);
export const deleteShare = (id: string) => call<undefined>("DELETE", `/shares/${id}`);
export const listComments = (interview: string) => call<Comment[]>("GET", `/interviews/${interview}/comments`);
export const replyTo = (comment: string, text: string) => call<Comment>("POST", `/comments/${comment}/replies`, { json: { text } });
export const deleteComment = (id: string) => call<undefined>("DELETE", `/comments/${id}`);

export const openShared = (token: string, passphrase: string | null) => call<Shared>("POST", `/shared/${encodeURIComponent(token)}/open`, { json: { passphrase } });
export const writeRemark = (token: string, remark: Remark) => call<Comment>("POST", `/shared/${encodeURIComponent(token)}/comments`, { json: remark });
export const listRemarks = (token: string) => call<Comment[]>("GET", `/shared/${encodeURIComponent(token)}/comments`);
export const sharedReplayUrl = (token: string, answer: number) => `/api/shared/${encodeURIComponent(token)}/questions/${answer}/replay`;
