#!/usr/bin/env python3
"""Serves the page's folder on this machine alone: serve.py FOLDER [PORT].

What the browser can unpack is sent packed, as the .br or .gz beside a file. The two headers make the
page cross-origin isolated, which threads need.
"""
import http.server
import pathlib
import sys

PACKED = [("br", ".br"), ("gzip", ".gz")]


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm",
                      ".jpg": "image/jpeg", "": "application/octet-stream"}

    def send_head(self):
        path = pathlib.Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        accepted = [word.split(";")[0].strip() for word in
                    self.headers.get("Accept-Encoding", "").split(",")]
        for encoding, ending in PACKED:
            packed = path.with_name(path.name + ending)
            if encoding in accepted and packed.is_file():
                return self.send_packed(packed, encoding, self.guess_type(str(path)))
        return super().send_head()

    def send_packed(self, packed, encoding, content_type):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(packed.stat().st_size))
        self.end_headers()
        return packed.open("rb")

    def end_headers(self):
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


def main():
    folder = sys.argv[1]
    port = sys.argv[2] if len(sys.argv) > 2 else "8000"
    if not port.isdecimal() or int(port) > 65535:
        sys.exit(f"web: the port must be a number from 0 to 65535, not \"{port}\"")
    try:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", int(port)), lambda *args: Handler(*args, directory=folder))
    except OSError as error:
        sys.exit(f"web: port {port} cannot be had ({error.strerror}); try ./web --serve 0")
    print(f"Twofold is at http://127.0.0.1:{server.server_address[1]}/ (Ctrl+C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


main()
