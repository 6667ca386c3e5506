"""An S3-compatible store: where it is, how patient we are with it, and what to do when it isn't there.

Bucket and prefix come from the address (``s3://bucket/prefix``); everything else from the variables that every S3
program reads: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, and for stores that aren't
Amazon's AWS_ENDPOINT_URL. Without keys, those of the machine's role are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from visavis.kit.errors import Invalid, Unavailable
from visavis.kit.text import Text

_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_CLIENT = {"connect_timeout": "5s", "timeout": "60s"}
"""``timeout`` is for one whole request: a part of 5 MiB, or a recorded piece of at most 16 MiB."""
_RETRY: dict[str, Any] = {"max_retries": 6, "retry_timeout": timedelta(seconds=60)}
"""Broken connections and 5xx answers are tried again, after pauses that grow from 0.1 s."""


class StoreUnreachable(Unavailable):
    """The blob store doesn't answer, or doesn't let us in."""


class BucketMissing(Unavailable):
    """The store has no bucket of this name."""


class NotAStore(Invalid):
    """The address is none of a store that we know, or one that would be spoken to unencrypted."""


def open_store(address: str, environment: Mapping[str, str] = os.environ) -> S3Store:
    """The store at ``s3://bucket/prefix``; connects when it is first used. Raises NotAStore.

    Plain http is only spoken with this very machine, or where AWS_ALLOW_HTTP is true.
    """
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc:
        raise NotAStore(
            Text(
                ko="VISAVIS_BLOBS는 폴더이거나 s3://버킷/접두어 꼴이어야 합니다.",
                en="VISAVIS_BLOBS must be a folder, or look like s3://bucket/prefix.",
            )
        )
    config: dict[str, Any] = {"region": _first(environment, ("AWS_REGION", "AWS_DEFAULT_REGION")) or "us-east-1"}
    endpoint = _first(environment, _ENDPOINTS)
    allow_http = False
    if endpoint is not None:
        config["endpoint"] = endpoint.rstrip("/")
        allow_http = _may_be_plain(endpoint, environment)
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=config,
        client_options={**_CLIENT, "allow_http": allow_http},
        retry_config=_RETRY,
    )


def check(store: S3Store) -> None:
    """Raises StoreUnreachable and BucketMissing; nothing is written."""
    try:
        next(iter(obstore.list(store, chunk_size=1)), None)
    except FileNotFoundError as error:
        raise _no_bucket(store) from error
    except BaseError as error:
        raise _no_bucket(store) if "NoSuchBucket" in str(error) else unreachable(error) from error


def unreachable(error: BaseError) -> StoreUnreachable:
    """What the store's library raised, with advice."""
    if isinstance(error, PermissionDeniedError | UnauthenticatedError) or "AccessDenied" in str(error):
        return StoreUnreachable(
            Text(
                ko="파일 저장소가 접근을 거부합니다. AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY, 그리고 버킷을 "
                "읽고 쓰고 지울 권한을 확인해 주세요.",
                en="The blob store refuses us. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that they may "
                "read, write, list and delete in the bucket.",
            )
        )
    return StoreUnreachable(
        Text(
            ko="파일 저장소가 응답하지 않습니다. 잠시 뒤에 다시 시도해 주세요. 관리자는 VISAVIS_BLOBS와 "
            "AWS_ENDPOINT_URL을 확인해 주세요.",
            en="The blob store doesn't answer. Please try again in a moment; administrators: check VISAVIS_BLOBS and "
            "AWS_ENDPOINT_URL.",
        )
    )


def _no_bucket(store: S3Store) -> BucketMissing:
    bucket = store.config.get("bucket", "")
    return BucketMissing(
        Text(
            ko="저장소에 버킷 '{b}'이(가) 없습니다. 버킷을 만들거나 VISAVIS_BLOBS를 고쳐 주세요.",
            en="The store has no bucket '{b}'. Make it, or mend VISAVIS_BLOBS.",
        ).fill(b=bucket)
    )


def _may_be_plain(endpoint: str, environment: Mapping[str, str]) -> bool:
    parts = urlsplit(endpoint)
    if parts.scheme == "https":
        return False
    if _is_here(parts.hostname or "") or environment.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true", "yes"):
        return True
    raise NotAStore(
        Text(
            ko="AWS_ENDPOINT_URL({u})이 https가 아닙니다. 녹화가 암호화 없이 네트워크를 지나게 되므로 https를 쓰거나, "
            "믿을 수 있는 내부 네트워크라면 AWS_ALLOW_HTTP=true를 정해 주세요.",
            en="AWS_ENDPOINT_URL ({u}) isn't https: recordings would cross the network unencrypted. Use https, or set "
            "AWS_ALLOW_HTTP=true where the network is trusted.",
        ).fill(u=endpoint)
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _first(environment: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((environment[name] for name in names if environment.get(name)), None)
