"""Undoing what a web server packed a page with, however much it would become."""

import zlib
from typing import Final

_GZIP: Final = zlib.MAX_WBITS | 16
_STEP: Final = 65_536


class UnpackError(ValueError):
    """The bytes are not packed in the way that the server says."""


class Unpacker:
    """Takes packed bytes as they come, and stops at a limit."""

    def __init__(self, encoding: str, limit: int) -> None:
        """Take the Content-Encoding and the bytes that the result may have.

        Raises UnpackError for an encoding that nobody asked for.
        """
        self._name = encoding.strip().lower().removeprefix("x-")
        if self._name not in {"", "identity", "gzip", "deflate"}:
            message = f"packed as {encoding}"
            raise UnpackError(message)
        self._limit = limit
        self._engine = zlib.decompressobj(_GZIP) if self._name == "gzip" else None
        self._parts: list[bytes] = []
        self.size = 0
        """Bytes unpacked so far."""

    @property
    def is_full(self) -> bool:
        """Whether there is more than the limit."""
        return self.size > self._limit

    def feed(self, data: bytes) -> None:
        """Take some bytes; raises UnpackError where they are damaged."""
        if self._name in {"", "identity"}:
            self._keep(data)
            return
        if self._engine is None and data:
            # Some servers leave out the two bytes of zlib's head that RFC 9110 asks for.
            has_head = data[0] & 0x0F == zlib.DEFLATED
            self._engine = zlib.decompressobj(zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS)
        while data and self._engine is not None and not self.is_full:
            if self._engine.eof:
                if self._name != "gzip" or not data.startswith(b"\x1f\x8b"):
                    return
                self._engine = zlib.decompressobj(_GZIP)
            try:
                self._keep(self._engine.decompress(data, _STEP))
            except zlib.error as error:
                message = "its packed bytes are damaged"
                raise UnpackError(message) from error
            data = self._engine.unconsumed_tail or self._engine.unused_data

    def finish(self) -> bytes:
        """Return all of it; raises UnpackError where the end is missing."""
        if self._engine is not None and not self._engine.eof:
            message = "its packed bytes end in the middle"
            raise UnpackError(message)
        return b"".join(self._parts)

    def _keep(self, data: bytes) -> None:
        self._parts.append(data)
        self.size += len(data)
