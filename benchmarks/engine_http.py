"""A LibreTranslate server on this machine, asked for articles: a client of the benchmark."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

PATIENCE: Final = 120.0
"""Seconds that the server may take to start."""
_PAUSE: Final = 0.02


class Client:
    """Sends paragraphs to a server that has been started."""

    def __init__(self, port: int, articles: Sequence[Sequence[str]], clients: int) -> None:
        """Prepare to send `articles`, a request each, by so many clients at a time."""
        self._address = f"http://127.0.0.1:{port}/translate"
        self._articles = articles
        self._clients = clients
        # No proxy: the server is on this machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def __call__(self, server: subprocess.Popen[str]) -> str:
        """Wait for the server and send all articles.

        Returns:
            JSON with the seconds from the first request to the last answer and the English
            of each article.
        """
        self._wait(server)
        started = time.perf_counter()
        with ThreadPoolExecutor(self._clients) as pool:
            texts = list(pool.map(self._translate, self._articles))
        return json.dumps({"seconds": time.perf_counter() - started, "texts": texts})

    def _wait(self, server: subprocess.Popen[str]) -> None:
        """Wait until a first, uncounted sentence is translated."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._translate(["La biblioteca del paese è aperta anche la domenica."])
            except urllib.error.HTTPError:
                raise
            except OSError:
                if server.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _translate(self, paragraphs: Sequence[str]) -> str:
        body = {"q": list(paragraphs), "source": "it", "target": "en", "format": "text"}
        request = urllib.request.Request(  # noqa: S310 - the address is our own
            self._address, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with self._opener.open(request) as answer:
            translated: dict[str, Any] = json.load(answer)
        return "\n".join(translated["translatedText"])


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
