import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/client/useMe";
import { Card, ErrorNotice, Page, Skeleton } from "@/components";

import { Bring } from "./Bring";
import { Collaborators } from "./Collaborators";
import { Dataset, Watched } from "./Dataset";
import { PictureList } from "./PictureList";
import { listPictures, picturesKey } from "./api";

/** Where administrators and invited collaborators bring pictures for training. */
export function UploadPage(): ReactNode {
  const { t } = useTranslation("datasets");
  const me = useMe().data;
  const pictures = useQuery({ queryKey: picturesKey, queryFn: listPictures, retry: false });
  return (
    <Page title={t("title")} lead={t("lead")}>
      {pictures.isPending && <Skeleton className="h-64" />}
      {pictures.isError && <ErrorNotice error={pictures.error} />}
      {pictures.data && (
        <>
          <Card>
            <Bring />
          </Card>
          <Card>
            <PictureList pictures={pictures.data} />
          </Card>
          <Card>
            <Dataset />
          </Card>
          <Watched />
          {me?.is_admin && (
            <Card>
              <Collaborators />
            </Card>
          )}
        </>
      )}
    </Page>
  );
}
