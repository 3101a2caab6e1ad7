"""Unpacking: bytes as they come, up to a limit."""

import gzip
import zlib

import pytest

from pipeline.unpacking import Unpacker, UnpackError

TEXT = "Perché no? ".encode() * 5000


def _raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        (" GZIP ", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0\0"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _raw_deflate(TEXT)),
    ],
)
@pytest.mark.parametrize("step", [7, 100_000])
def test_packed_bytes_come_back_whatever_the_pieces(
    encoding: str, packed: bytes, step: int
) -> None:
    """Several members, padding, deflate with and without its head."""
    unpacker = Unpacker(encoding, len(TEXT))
    for start in range(0, len(packed), step):
        unpacker.feed(packed[start : start + step])
    assert not unpacker.is_full
    assert unpacker.finish() == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_nothing_grows_far_beyond_the_limit(encoding: str) -> None:
    """A bomb of 50 MB is left alone after its first piece."""
    packed = (gzip.compress if encoding == "gzip" else zlib.compress)(bytes(50_000_000))
    unpacker = Unpacker(encoding, 1000)
    unpacker.feed(packed)
    assert unpacker.is_full
    assert unpacker.size <= 1000 + 65_536


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_an_encoding_that_nobody_asked_for_is_refused(encoding: str) -> None:
    """Before a byte is taken."""
    with pytest.raises(UnpackError, match=encoding):
        Unpacker(encoding, 1000)
