import type { ReactNode } from "react";

const line = { fill: "none", stroke: "currentColor", strokeWidth: 2.5, strokeLinecap: "round", strokeLinejoin: "round" } as const;

function Devices(): ReactNode {
  return (
    <g {...line}>
      <rect x="62" y="34" width="150" height="96" rx="10" />
      <circle cx="137" cy="46" r="2.5" fill="currentColor" stroke="none" />
      <circle cx="137" cy="82" r="16" className="stroke-accent" />
      <path d="M112 118c4-14 14-18 25-18s21 4 25 18" className="stroke-accent" />
      <path d="M40 140h194" />
      <rect x="248" y="66" width="16" height="34" rx="8" />
      <path d="M240 88a16 16 0 0 0 32 0M256 104v16M246 122h20" />
    </g>
  );
}

function FaceToFace(): ReactNode {
  return (
    <g {...line}>
      <circle cx="98" cy="68" r="24" />
      <path d="M58 136c4-30 20-38 40-38s36 8 40 38" />
      <circle cx="222" cy="68" r="24" className="stroke-accent" />
      <path d="M182 136c4-30 20-38 40-38s36 8 40 38" className="stroke-accent" />
      <path d="M134 44h40a8 8 0 0 1 8 8v10a8 8 0 0 1-8 8h-18l-12 9v-9h-10" className="stroke-accent" />
      <path d="M142 57h.1M156 57h.1M170 57h.1" strokeWidth="4" className="stroke-accent" />
    </g>
  );
}

function Replay(): ReactNode {
  return (
    <g {...line}>
      <rect x="56" y="24" width="120" height="72" rx="10" />
      <path d="m108 48 20 12-20 12z" className="stroke-accent" />
      <path d="M194 36h70M194 54h52M194 72h62" />
      <path d="M56 120h208M56 140h208" strokeWidth="1.5" opacity=".5" />
      <path d="M56 120c14-10 20-10 30 0s20 8 30-2 24-10 36 0 22 10 34 2 24-12 36-2 28 8 42 0" className="stroke-accent" />
      <path d="M84 140h26M150 140h14M204 140h40" strokeWidth="7" />
      <path d="M150 108v42" className="stroke-accent" />
    </g>
  );
}

const sketches = { 1: Devices, 2: FaceToFace, 3: Replay } as const;

export function StepSketch({ step }: { step: 1 | 2 | 3 }): ReactNode {
  const Sketch = sketches[step];
  return (
    <svg viewBox="0 0 320 164" className="w-full rounded-2xl bg-sunken text-line-strong" aria-hidden="true">
      <Sketch />
    </svg>
  );
}

const rows = [
  { color: "var(--family-gaze)", path: "M0 22c20-16 34-14 50-4s28 12 44 2 30-20 50-10 26 18 46 10 34-18 54-6 30 16 50 4 30-12 46-4 36 10 60-2" },
  { color: "var(--family-voice)", path: "M0 18c8-14 12 14 20 0s10-12 20 4 16-18 26-2 14 12 24-6 14 16 24 4 14-18 28 0 12 12 26-4 14-12 26 6 18-16 30-2 14 10 26-6 18 16 30 0 16-12 28 4 18-14 30-2 16 10 26-6 18 10 36 2" },
  { color: "var(--family-head)", path: "M0 20c30-4 44-10 70-2s40 10 64 0 46-8 70 2 44 6 72-2 50-8 124 4" },
] as const;

/** The report's timeline in small: tracks above, events below, one playhead. Drawn, not data. */
export function ReportSketch(): ReactNode {
  return (
    <svg viewBox="0 0 480 252" className="w-full rounded-2xl bg-sunken p-4 sm:p-6" aria-hidden="true">
      {rows.map(({ color, path }, index) => (
        <g key={color} transform={`translate(40 ${14 + index * 52})`}>
          <circle cx="-22" cy="20" r="5" fill={color} />
          <path d="M0 42h400" stroke="var(--line)" />
          <path d={path} fill="none" stroke={color} strokeWidth="2.5" strokeLinecap="round" />
        </g>
      ))}
      <g transform="translate(40 182)">
        {[18, 96, 214, 330].map((x, index) => (
          <rect key={x} x={x} y="0" width={[34, 20, 48, 26][index]} height="12" rx="6" fill="var(--family-expression)" />
        ))}
        {[60, 150, 280, 372].map((x, index) => (
          <rect key={x} x={x} y="24" width={[16, 40, 22, 18][index]} height="12" rx="6" fill="var(--family-gesture)" />
        ))}
        <path d="M0 52h400" stroke="var(--line)" />
      </g>
      <path d="M254 8v232" stroke="var(--accent)" strokeWidth="2.5" />
      <circle cx="254" cy="10" r="7" fill="var(--accent)" />
    </svg>
  );
}
