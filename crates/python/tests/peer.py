"""A server that says what a test wants it to say."""

import contextlib
import socket
import threading


@contextlib.contextmanager
def peer(*replies):
    """A port on which each command is answered with the next of ``replies``; after the last the connection is closed."""
    listener = socket.create_server(("127.0.0.1", 0))
    accepted = []

    def serve():
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            accepted.append(connection)
            with connection:
                for reply in replies:
                    if not connection.recv(65536):
                        return
                    connection.sendall(reply)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        # It waits no longer for a connection, or for a command.
        for waiting in (listener, *accepted):
            with contextlib.suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
