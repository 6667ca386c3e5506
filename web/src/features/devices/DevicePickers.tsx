import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SelectField } from "@/components";
import type { DeviceChoice } from "@/lib/media/choice";
import { deviceIdOf } from "@/lib/media/stream";
import type { OpenStream } from "@/lib/media/useStream";

interface Props {
  open: OpenStream;
  choice: DeviceChoice;
  onChange: (change: Partial<DeviceChoice>) => void;
}

export function DevicePickers({ open, choice, onChange }: Props): ReactNode {
  const { t } = useTranslation("devices");
  const camera = deviceIdOf(open.stream?.getVideoTracks()[0]) ?? choice.cameraId;
  const microphone = deviceIdOf(open.stream?.getAudioTracks()[0]) ?? choice.microphoneId;
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
      {choice.mode === "video" && (
        <Picker label={t("camera")} kind="videoinput" open={open} value={camera} onPick={(cameraId) => onChange({ cameraId })} />
      )}
      <Picker label={t("microphone")} kind="audioinput" open={open} value={microphone} onPick={(microphoneId) => onChange({ microphoneId })} />
    </div>
  );
}

interface PickerProps {
  label: string;
  kind: MediaDeviceKind;
  open: OpenStream;
  value: string | null;
  onPick: (id: string) => void;
}

function Picker({ label, kind, open, value, onPick }: PickerProps): ReactNode {
  const { t } = useTranslation("devices");
  const found = open.devices.filter((device) => device.kind === kind && device.deviceId !== "");
  return (
    <SelectField label={label} value={value ?? ""} disabled={found.length === 0} onChange={(event) => onPick(event.target.value)}>
      {found.length === 0 && <option value="">{t("noneFound")}</option>}
      {found.map((device, number) => (
        <option key={device.deviceId} value={device.deviceId}>
          {device.label || `${label} ${number + 1}`}
        </option>
      ))}
    </SelectField>
  );
}
