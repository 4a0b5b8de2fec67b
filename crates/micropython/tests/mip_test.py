"""Installs a package as a board would: `mip_test.py FOLDER_OF_PACKAGE PORT MICROPYTHON...`.

The folder is served over HTTP on the loopback interface; MicroPython's own `mip` installs it, and what it has installed
says PING.
"""

import functools
import http.server
import json
import subprocess
import sys
import tempfile
import threading

SCRIPT = """
import mip, sys
mip.install("http://127.0.0.1:%d/package.json", target=%r)
sys.path.insert(0, %r)
from picoredis import Pipeline, Redis
print(Pipeline(Redis(port=%s)).ping().echo("installed").run())
"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the folder. What the list of files names by its place in there, the oldest `mip` wants as an address."""

    def do_GET(self):
        if self.path != "/package.json":
            return super().do_GET()
        with open(self.directory + self.path) as file:
            package = json.load(file)
        port = self.server.server_port
        package["urls"] = [[name, "http://127.0.0.1:%d/%s" % (port, place)] for name, place in package["urls"]]
        data = json.dumps(package).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


def main(folder, port, *micropython):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as target:
        script = SCRIPT % (server.server_port, target, target, port)
        ran = subprocess.run([*micropython, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    server.shutdown()
    output = ran.stdout.decode()
    if ran.returncode or not output.endswith("[b'PONG', b'installed']\n"):
        raise SystemExit("mip has not installed it:\n" + output)
    print("installed by mip")


main(*sys.argv[1:])
