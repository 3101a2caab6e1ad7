"""A web server on this machine for tests, which answers as it is told to."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, Mapping[str, str], bytes]


class Site:
    """What there is on the server, and what was asked of it."""

    def __init__(self) -> None:
        """Begin with nothing on it."""
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.requests: list[Mapping[str, str]] = []
        self.root = ""

    def page(
        self,
        path: str,
        body: bytes = b"",
        /,
        headers: Mapping[str, str] | None = None,
        *,
        status: int = 200,
        **more: str,
    ) -> str:
        """Put a page on the server; `Content_Type` becomes Content-Type. Return its address."""
        named = {
            name.replace("_", "-"): value for name, value in {**(headers or {}), **more}.items()
        }
        self.pages[path] = (status, {"Content-Type": "text/html"} | named, body)
        return self.root + path


@contextlib.contextmanager
def serving() -> Iterator[Site]:
    """Run a server for as long as the block lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append(dict(self.headers.items()))
            found = site.pages.get(self.path, (404, {"Content-Type": "text/html"}, b"<p>No.</p>"))
            if not isinstance(found, tuple):
                with contextlib.suppress(OSError):
                    found(self)
                return
            status, headers, body = found
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.root = f"http://127.0.0.1:{server.server_port}"
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Answer nothing for a while."""
    handler.connection.settimeout(5)
    with contextlib.suppress(OSError):
        handler.connection.recv(1)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte now and then, until the client hangs up."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(500):
        handler.wfile.write(b"x")
        time.sleep(0.01)


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    """Answer one header line now and then, until the client hangs up."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    for _ in range(500):
        handler.wfile.write(b"x")
        time.sleep(0.01)
