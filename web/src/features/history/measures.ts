import { useQuery } from "@tanstack/react-query";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { InterviewSummary, Report } from "@/client/types";

export type Measure = components["schemas"]["MeasurePart"];

/** Titles, units and norms of the measures stand in every report on an answer: the newest one names them all. */
export function useMeasures(interviews: InterviewSummary[]): { measures: Map<string, Measure>; isPending: boolean; error: Error | null } {
  const newest = interviews.find((one) => one.has_report && one.answered_count > 0)?.id;
  const report = useQuery({ queryKey: ["report", newest], queryFn: () => call<Report>("GET", `/interviews/${newest ?? ""}/report`), enabled: newest !== undefined });
  const measures = new Map(report.data?.answers.flatMap((answer) => answer.measures.map((measure) => [measure.key, measure] as const)));
  return { measures, isPending: newest !== undefined && report.isPending, error: report.error };
}
