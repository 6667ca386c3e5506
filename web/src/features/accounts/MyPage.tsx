import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { call } from "@/client/call";
import type { AccountRoom, Me } from "@/client/types";
import { changePerson, useMe } from "@/client/useMe";
import { Button, ButtonLink, Card, Notice, Page, Progress, Section } from "@/components";
import { sizeWords } from "@/lib/figures";
import { paths } from "@/lib/paths";

import { AuditLog } from "./AuditLog";
import { Profile } from "./Profile";
import { Codes, DeleteAccount, Password } from "./Safety";

function GuestNotice(): ReactNode {
  const { t } = useTranslation("accounts");
  return (
    <Notice
      tone="warn"
      title={t("me.guestTitle")}
      action={
        <>
          <ButtonLink to={paths.join}>{t("me.guestJoin")}</ButtonLink>
          <ButtonLink to={paths.login} variant="secondary">
            {t("me.guestLogin")}
          </ButtonLink>
        </>
      }
    >
      {t("me.guestText")}
    </Notice>
  );
}

function Logout({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await call("POST", "/accounts/logout");
    await navigate(paths.home);
    await changePerson(queries, null);
  };
  // A guest who logs out can never come back to the data: that is what "delete" is for.
  if (me.is_guest) return null;
  return (
    <Button variant="secondary" onClick={() => void leave()}>
      {t("me.logout")}
    </Button>
  );
}

/** How much of its room the account uses. */
function Room(): ReactNode {
  const { t } = useTranslation("accounts");
  const room = useQuery({ queryKey: ["room"], queryFn: () => call<AccountRoom>("GET", "/accounts/me/room"), staleTime: 0 }).data;
  if (!room) return null;
  const words = t("me.room", { used: sizeWords(room.used_bytes), most: sizeWords(room.most_bytes) });
  return (
    <div className="flex max-w-md flex-col gap-2" data-testid="account-room">
      <Progress value={room.used_bytes / room.most_bytes} label={words} />
      <p className="text-muted">{words}</p>
    </div>
  );
}

export function MyPage(): ReactNode {
  const { t } = useTranslation(["accounts", "engines", "models", "voices"]);
  const me = useMe().data;
  if (!me) return null;
  return (
    <Page
      title={me.is_guest ? t("me.titleGuest") : me.display_name}
      lead={me.login === null ? undefined : t("me.login", { login: me.login })}
      actions={
        <>
          {me.is_admin && (
            <ButtonLink to={paths.admin} variant="secondary">
              {t("me.admin")}
            </ButtonLink>
          )}
          <Logout me={me} />
        </>
      }
    >
      {me.is_guest && <GuestNotice />}
      <Card>
        <Profile key={me.id} me={me} />
      </Card>
      {!me.is_guest && (
        <div className="grid gap-6 lg:grid-cols-2">
          <Card>
            <Password login={me.login ?? ""} />
          </Card>
          <Card>
            <Codes left={me.recovery_codes_left} />
          </Card>
        </div>
      )}
      <Card>
        <Section title={t("me.enginesTitle")} lead={t("me.enginesText")}>
          <div className="flex flex-wrap gap-2">
            <ButtonLink to={paths.voices} variant="secondary" data-testid="to-voices">
              {t("voices:title")}
            </ButtonLink>
            <ButtonLink to={paths.models} variant="secondary" data-testid="to-models">
              {t("models:page.title")}
            </ButtonLink>
            <ButtonLink to={paths.engines} variant="secondary" data-testid="to-engines">
              {t("engines:page.title")}
            </ButtonLink>
          </div>
        </Section>
      </Card>
      <Card>
        <Section title={t("me.dataTitle")} lead={t("me.dataText")}>
          <Room />
          <p className="text-muted">{t("me.exportText")}</p>
          <div className="flex flex-wrap gap-2">
            <ButtonLink to={paths.history} variant="secondary">
              {t("me.toHistory")}
            </ButtonLink>
            <Button asChild variant="secondary">
              <a href="/api/me/export" download data-testid="export">
                <Download aria-hidden="true" />
                {t("me.export")}
              </a>
            </Button>
            <DeleteAccount me={me} />
          </div>
          <AuditLog />
        </Section>
      </Card>
    </Page>
  );
}
