"""The site on this machine, for whoever wants to look at it before it is published."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".whl": "application/octet-stream"}
POLICY = (  # all that the pages need; docs/site.md hands it on
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'self'"
)


class Handler(SimpleHTTPRequestHandler):
    """Files of the site, each with the type that browsers want, under the policy that they keep to."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    """A server that takes no harm when a browser turns away in the middle of a file."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server of this folder on this machine alone; port 0 takes a free one."""
    return Server(("127.0.0.1", port), partial(Handler, directory=str(folder)))


def serve(folder: Path, port: int) -> None:
    """Serve until Ctrl-C."""
    with server(folder, port) as running:
        print(f"The site is at http://127.0.0.1:{running.server_port}/ until you press Ctrl-C.", flush=True)
        running.serve_forever()
