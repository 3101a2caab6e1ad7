"""Firefox by its own remote protocol, Marionette: JSON over a socket, without another program."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_SECONDS_TO_START: Final = 60
_PREFERENCES: Final[Mapping[str, object]] = {
    "marionette.port": 0,  # any that is free; the profile's MarionetteActivePort tells which
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


def find_firefox() -> str | None:
    """Return the path of Firefox, Debian's first; None where there is none."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, port: int) -> None:
        """Connect to the Marionette server on `port` of this machine and open a session."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # it introduces itself
        self._send("WebDriver:NewSession")

    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self._send("WebDriver:Navigate", url=address)

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - what JSON holds
        """Return the value of a JavaScript expression in the page, whatever its policy forbids."""
        return self._run(f"return {expression}")

    def resize(self, width: int, height: int = 900) -> None:
        """Make the page `width` CSS pixels wide, by zooming in where no window is that narrow."""
        zoom = 1.0 if width >= 500 else 2.0
        self._chrome(f"gBrowser.selectedBrowser.fullZoom = {zoom}")
        self._send("WebDriver:SetWindowRect", width=int(width * zoom), height=height)

    def complaints(self, address: str) -> list[str]:
        """Return the errors that stand in the console about the page at `address`."""
        return list(
            self._chrome(
                "return Services.console.getMessageArray()"
                ".filter(message => message instanceof Ci.nsIScriptError"
                " && !(message.flags & Ci.nsIScriptError.warningFlag))"
                f".filter(message => message.sourceName.startsWith({json.dumps(address)}))"
                ".map(message => message.errorMessage)"
            )
        )

    def _chrome(self, script: str) -> Any:  # noqa: ANN401 - what JSON holds
        """Run a script with the browser's own rights."""
        self._send("Marionette:SetContext", value="chrome")
        try:
            return self._run(script)
        finally:
            self._send("Marionette:SetContext", value="content")

    def _run(self, script: str) -> Any:  # noqa: ANN401 - what JSON holds
        return self._send("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def _send(self, command: str, **parameters: object) -> Any:  # noqa: ANN401 - what JSON holds
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self._receive()
        if error:
            raise RuntimeError(error)
        return value

    def _receive(self) -> Any:  # noqa: ANN401 - what JSON holds
        """Return the next message: its length in bytes, a colon, JSON."""
        length = b""
        while (sign := self._answers.read(1)) != b":":
            if not sign:
                message = "Firefox closed the connection"
                raise ConnectionError(message)
            length += sign
        return json.loads(self._answers.read(int(length)))

    def close(self) -> None:
        """Close the connection."""
        self._answers.close()
        self._socket.close()


@contextmanager
def running_firefox(executable: str, folder: Path) -> Iterator[Firefox]:
    """Start Firefox without a screen, with home and profile of its own in `folder`."""
    home, profile = folder / "home", folder / "profile"
    for each in (home, profile):
        each.mkdir()
    lines = (f"user_pref({json.dumps(n)}, {json.dumps(v)});\n" for n, v in _PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [executable, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--marionette", "--remote-allow-system-access"]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("XDG_")
    } | {"HOME": str(home)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            firefox = Firefox(_port(profile / "MarionetteActivePort", process))
            yield firefox
            firefox.close()
        finally:
            process.terminate()
            process.wait(30)


def _port(path: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait until Firefox has written which port it listens on."""
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        if path.exists() and (text := path.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(0.05)
    message = "Firefox did not start"
    raise RuntimeError(message)
