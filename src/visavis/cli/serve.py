"""``visavis serve``: the web app, its interface, and one worker."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from visavis.cli.address import is_loopback, note_address
from visavis.kit.errors import Conflict, Invalid
from visavis.kit.text import Text


class PortTaken(Conflict):
    """Another program listens on the port."""


class NotOnTheNetwork(Invalid):
    """The local network is to be served at an address that only this machine reaches."""


def command(
    lan: Annotated[
        bool, typer.Option("--lan", help="Serve the local network over https, so that other machines' cameras work.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
    worker: Annotated[bool, typer.Option(help="Keep one worker running beside the server.")] = True,
) -> None:
    """Serve Visavis on http://127.0.0.1:8000 (or https://… with --lan) until stopped."""
    from visavis.cli.logs import set_up_logs
    from visavis.settings import Settings

    set_up_logs()
    if lan and host is not None and is_loopback(host):
        raise NotOnTheNetwork(
            Text(
                ko="--lan은 다른 기기를 위한 것인데 {h}에는 다른 기기가 들어올 수 없습니다. --host를 빼 주세요.",
                en="--lan serves other machines, and none can reach {h}. Leave out --host.",
            ).fill(h=host)
        )
    chosen: dict[str, Any] = {"host": host or ("0.0.0.0" if lan else None), "port": port}  # noqa: S104 - asked for
    settings = Settings(**{name: value for name, value in chosen.items() if value is not None})
    _check_port(settings.host, settings.port)
    _serve(settings, lan, worker)


def _serve(settings: Any, lan: bool, worker: bool) -> None:
    import uvicorn

    from visavis.app import build_services, create_app, migrate, queue_missing
    from visavis.cli.supervising import WorkerKeeper
    from visavis.people.warming import start_warming

    settings.make_data_dir()
    certificate, urls = _lan(settings) if lan else ((None, None), ())
    migrate(settings)
    services = build_services(settings, urls, secure=lan)
    keeper = WorkerKeeper({"VISAVIS_DATA_DIR": str(settings.data_dir)}) if worker else None
    if keeper is not None:
        queue_missing(services)
        keeper.start()
    note_address(settings.data_dir, services.options.public_url)
    _announce(services.options.public_url, urls)
    start_warming()
    try:
        uvicorn.run(
            create_app(services),
            host=settings.host,
            port=settings.port,
            ssl_certfile=certificate[0],
            ssl_keyfile=certificate[1],
            log_level="warning",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    finally:
        if keeper is not None:
            keeper.stop()


def _lan(settings: Any) -> tuple[tuple[Path, Path], tuple[str, ...]]:
    from visavis.cli.lan import ensure_certificate, lan_addresses, redirect_plain_http

    everywhere = settings.host in ("0.0.0.0", "::")  # noqa: S104 - only compared
    addresses = lan_addresses() if everywhere else [settings.host]
    certificate = ensure_certificate(settings.data_dir / "tls", addresses)
    redirect_plain_http(settings.port + 1, settings.port)
    return certificate, tuple(f"https://{address}:{settings.port}" for address in addresses)


def _announce(url: str, lan_urls: tuple[str, ...]) -> None:
    typer.echo(f"\n  Visavis  {url}\n")
    if not lan_urls:
        return
    for one in lan_urls:
        if one != url:
            typer.echo(f"           {one}")
    typer.echo(
        "\n  The certificate is self-signed: the browser warns once; choose “Advanced → Proceed”."
        "\n  인증서를 이 컴퓨터가 직접 만들었기 때문에 브라우저가 한 번 경고합니다. ‘고급 → 계속’을 누르세요.\n"
    )
    import qrcode

    code = qrcode.QRCode(border=2)
    code.add_data(lan_urls[0])
    code.print_ascii(invert=True)


def _check_port(host: str, port: int) -> None:
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise PortTaken(
                Text(
                    ko="{p}번 포트를 쓸 수 없습니다. `--port`로 다른 포트를 지정해 주세요.",
                    en="Port {p} can't be used. Choose another with --port.",
                ).fill(p=port)
            ) from taken
