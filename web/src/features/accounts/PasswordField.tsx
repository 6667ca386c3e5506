import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, TextField } from "@/components";

import { passwordFault } from "./passwordStrength";

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** "new" shows the rules and what is still missing. */
  kind: "new" | "current";
  login?: string;
  error?: ReactNode;
}

/** A password that can be shown while typing it: hidden typing on a phone costs more than it protects. */
export function PasswordField({ label, value, onChange, kind, login = "", error }: PasswordFieldProps): ReactNode {
  const { t } = useTranslation("accounts");
  const [shown, setShown] = useState(false);
  const [left, setLeft] = useState(false);
  const fault = kind === "new" && value !== "" ? passwordFault(value, login) : null;
  return (
    <div className="relative">
      <TextField
        label={label}
        type={shown ? "text" : "password"}
        name={kind === "new" ? "new-password" : "password"}
        autoComplete={kind === "new" ? "new-password" : "current-password"}
        required
        maxLength={256}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setLeft(true)}
        hint={kind === "new" ? t("password.hint") : undefined}
        error={error ?? (fault && left ? t(`password.${fault}`) : undefined)}
        good={kind === "new" && value !== "" && fault === null ? t("password.fine") : undefined}
        className="pr-12"
      />
      <Button
        variant="quiet"
        size="icon"
        className="absolute right-0 top-7.5 text-muted"
        aria-label={t(shown ? "password.hide" : "password.show")}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff /> : <Eye />}
      </Button>
    </div>
  );
}
