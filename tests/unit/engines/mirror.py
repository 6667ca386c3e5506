"""A real server of files that breaks off, changes its mind, or lies."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Mirror:
    """What the server holds and how it behaves."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    break_after: int | None = None
    """Bytes of a body after which it hangs up, each time."""
    ranges: bool = True
    tag: str = '"one"'
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@contextmanager
def serve_files(files: dict[str, bytes]) -> Iterator[Mirror]:
    """A mirror of these files on a port of its own, until the block ends."""
    told = Mirror(files=files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.lstrip("/")
            wanted = self.headers.get("Range")
            told.asked.append((name, wanted))
            if name not in told.files:
                self.send_error(404)
                return
            body, start = told.files[name], 0
            if wanted and told.ranges and self.headers.get("If-Range") == told.tag:
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206 if start else 200)
            self.send_header("ETag", told.tag)
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            stop = len(body) if told.break_after is None else start + told.break_after
            self.wfile.write(body[start:stop])

        def log_message(self, *told: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield told
    server.shutdown()
    server.server_close()
    thread.join(5)
