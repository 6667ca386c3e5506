import { useEffect, useState } from "react";

/** The value once it has rested for a moment: for what is asked of the server while somebody types. */
export function useLater<Value>(value: Value, restMs = 700): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
