"""Python code that refuses every socket, to be put before the code under test."""

# Every way to the network from Python goes through the socket class or a look-up of names. The
# class is derived from, not replaced, because ssl and others derive from it too.
REFUSE_SOCKETS = """
import socket
def refuse(*arguments, **options):
    raise AssertionError(f"a socket was asked for: {arguments}")
class RefusedSocket(socket.socket):
    __init__ = refuse
socket.socket = RefusedSocket
for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
"""
