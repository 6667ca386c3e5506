"""Saying that a picture or a clip was generated: a label that people see and a signed mark that programs read.

The mark is a C2PA manifest (Content Credentials, spec 2.x) with the IPTC digital source type of the media. It is signed
with a certificate that each installation makes for itself: readers show it as "untrusted" until the owner brings a
certificate of an authority, but any later change of the file shows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from visavis.kit.clock import now
from visavis.kit.errors import Failed
from visavis.kit.text import Language, Text
from visavis.media.values import RGB

SourceType = Literal[
    "compositeSynthetic",
    "trainedAlgorithmicMedia",
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "compositeWithTrainedAlgorithmicMedia",
]
_ENGINE, _WEIGHTS, _ENGINES = "org.visavis.engine", "org.visavis.weights_sha256", "org.visavis.engines"
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@dataclass(frozen=True)
class Identity:
    """The certificate chain (PEM) and private key (PEM) that marks are signed with."""

    chain_pem: str
    key_pem: str


@dataclass(frozen=True)
class Maker:
    """Which engine made a file and, where it runs a network, the SHA-256 of that network's file."""

    engine: str
    weights_sha256: str | None = None


@dataclass(frozen=True)
class Mark:
    """What a file says of its origin. ``intact`` tells whether the file is unchanged since it was marked; ``engines``,
    who made it, one after the other; ``engine`` joins their names, and ``weights_sha256`` is that of a single one."""

    title: str
    generator: str
    source_type: str
    intact: bool
    engine: str = ""
    weights_sha256: str = ""
    engines: tuple[Maker, ...] = ()


def label_frame(image: RGB, language: Language) -> RGB:
    """A copy of (H, W, 3) with the visible label "virtual person" / "가상 인물" at the lower left."""
    height, width = image.shape[:2]
    text = _label_text(language, max(12, round(min(height, width) * 0.036)))
    pad = text.shape[0] // 2
    top, left = height - text.shape[0] - 3 * pad, 2 * pad
    out = image.copy()
    plate = out[top - pad : height - 2 * pad, left - pad : left + text.shape[1] + pad]
    plate[:] = (plate * 0.35).astype(np.uint8)
    room = out[top : top + text.shape[0], left : left + text.shape[1]]
    alpha = text[:, : room.shape[1], None]
    room[:] = (room * (1 - alpha) + 245 * alpha).astype(np.uint8)
    return out


def mark_file(
    path: Path,
    title: str,
    source_type: SourceType,
    identity: Identity,
    thumbnail: bool = True,
    maker: Maker | Sequence[Maker] | None = None,
) -> None:
    """Embed the signed mark in a JPEG, PNG, WAV or MP4 file, in place and atomically.

    Without its ``thumbnail`` the mark adds 13 kB to a picture instead of 60. ``maker`` is told in it, too; several
    engines that worked one after the other each with their own hash.
    """
    import c2pa

    context = (
        None if thumbnail else c2pa.Context(c2pa.Settings.from_dict({"builder": {"thumbnail": {"enabled": False}}}))
    )

    manifest = {
        "title": title,
        "claim_generator_info": [{"name": "Visavis", "version": _version()}],
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {"actions": [_created(source_type, _all(maker))]},
            }
        ],
    }
    part = path.with_name(f".{path.stem}.marked{path.suffix}")
    part.unlink(missing_ok=True)
    try:
        # Without a timestamp authority the field must be absent: an empty address is taken for one.
        info = c2pa.C2paSignerInfo("es256", identity.chain_pem.encode(), identity.key_pem.encode(), None)
        with c2pa.Signer.from_info(info) as signer, c2pa.Builder(manifest, context) as builder:
            builder.sign_file(path, part, signer)
        os.replace(part, path)
    except c2pa.C2paError as error:
        raise Failed(
            Text(
                ko="생성 표시를 파일에 넣지 못했습니다: {e}",
                en="The mark of origin could not be written into the file: {e}",
            ).fill(e=error)
        ) from error
    finally:
        part.unlink(missing_ok=True)


def read_mark(path: Path) -> Mark | None:
    """The mark in a file, or None when it has none."""
    import c2pa

    try:
        with c2pa.Reader(path) as reader:
            store: dict[str, Any] = json.loads(reader.json())
    except c2pa.C2paError.ManifestNotFound:
        return None
    manifest = store["manifests"][store["active_manifest"]]
    actions = [
        action
        for assertion in manifest["assertions"]
        if assertion["label"].startswith("c2pa.actions")
        for action in assertion["data"]["actions"]
    ]
    problems = {status["code"] for status in store.get("validation_status", [])}
    return Mark(
        title=manifest.get("title", ""),
        generator=manifest.get("claim_generator_info", [{}])[0].get("name", ""),
        source_type=next((a["digitalSourceType"] for a in actions if "digitalSourceType" in a), "").removeprefix(IPTC),
        intact=problems <= {"signingCredential.untrusted"},
        engine=_told(actions, _ENGINE),
        weights_sha256=_told(actions, _WEIGHTS),
        engines=_told_engines(actions),
    )


def _all(maker: Maker | Sequence[Maker] | None) -> tuple[Maker, ...]:
    if maker is None:
        return ()
    return (maker,) if isinstance(maker, Maker) else tuple(maker)


def _created(source_type: SourceType, makers: tuple[Maker, ...]) -> dict[str, Any]:
    """The action that the mark tells of; what the standard has no field for stands among its parameters."""
    action: dict[str, Any] = {"action": "c2pa.created", "digitalSourceType": IPTC + source_type}
    if makers:
        each = [{"engine": one.engine, "weights_sha256": one.weights_sha256} for one in makers]
        action["parameters"] = {
            _ENGINE: "+".join(one.engine for one in makers),
            _ENGINES: [{name: value for name, value in one.items() if value} for one in each],
        }
        if len(makers) == 1 and makers[0].weights_sha256:
            action["parameters"][_WEIGHTS] = makers[0].weights_sha256
    return action


def _told_engines(actions: list[dict[str, Any]]) -> tuple[Maker, ...]:
    """Earlier marks tell of one engine only."""
    listed = next((a["parameters"][_ENGINES] for a in actions if _ENGINES in a.get("parameters", {})), None)
    if listed is not None:
        return tuple(Maker(one["engine"], one.get("weights_sha256")) for one in listed)
    name = _told(actions, _ENGINE)
    return (Maker(name, _told(actions, _WEIGHTS) or None),) if name else ()


def _told(actions: list[dict[str, Any]], name: str) -> str:
    return next((str(action["parameters"][name]) for action in actions if name in action.get("parameters", {})), "")


def marked_source(path: Path) -> str:
    """The digital source type that a file's mark tells, "" for a file that has none or of a kind that bears none."""
    import c2pa

    try:
        mark = read_mark(path)
    except c2pa.C2paError:
        return ""
    return mark.source_type if mark else ""


def retouched(path: Path) -> SourceType:
    """What a picture becomes when it is retouched: what was generated stays marked so, a photo is one enhanced."""
    return "trainedAlgorithmicMedia" if marked_source(path) == "trainedAlgorithmicMedia" else "algorithmicallyEnhanced"


def signing_identity(folder: Path) -> Identity:
    """This installation's identity, made on first use: a small authority and a certificate that it signs."""
    chain_file, key_file = folder / "provenance-chain.pem", folder / "provenance-key.pem"
    if not (chain_file.exists() and key_file.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        made = _make_identity()
        _write_secret(key_file, made.key_pem)
        chain_file.write_text(made.chain_pem)
    return Identity(chain_file.read_text(), key_file.read_text())


def _write_secret(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def _make_identity() -> Identity:
    root_key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, leaf_name = _name("Visavis local authority"), _name("Visavis")
    root = (
        _certificate(root_name, root_name, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _certificate(leaf_name, root_name, leaf_key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    key_pem = leaf_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Identity((leaf.public_bytes(pem) + root.public_bytes(pem)).decode(), key_pem.decode())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Visavis (self-hosted)"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=3650))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


@lru_cache(maxsize=16)
def _label_text(language: Language, height_px: int) -> Any:
    """The label's alpha, (height_px, w) float in [0, 1]; drawn beforehand, as servers rarely have a Korean font."""
    data = resources.files("visavis.media").joinpath("data", f"label_{language}.png").read_bytes()
    drawn = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    width = round(drawn.shape[1] * height_px / drawn.shape[0])
    return cv2.resize(drawn, (width, height_px), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def _version() -> str:
    from visavis import __version__

    return __version__
