"""Loading urllib3, which others load too, without a socket.

To learn whether the system has IPv6, urllib3 opens a socket of this machine as soon as it is
imported (`urllib3.util.connection._has_ipv6`). Who reads a file from the disk wants none. So it is
told instead; where IPv6 is there for nothing, the next address is tried in any case.
"""

import socket
import sys


def load_urllib3() -> None:
    """Import urllib3, with no socket opened; later imports find it."""
    if "urllib3" in sys.modules:
        return
    known = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        from urllib3.util import connection  # noqa: PLC0415 - heavy, and just then
    finally:
        socket.has_ipv6 = known
    connection.HAS_IPV6 = known
