#!/usr/bin/env python3
"""Puts the page together: assemble.py BUILD_FOLDER WEIGHTS_FOLDER PICTURE...

BUILD_FOLDER is where emscripten left twofold.js and .wasm. The weights of the network and the
pictures are what comes later, when somebody looks for it.

Writes BUILD_FOLDER/twofold.html, one file with everything in it, and BUILD_FOLDER/site/, a folder
for a web space: index.html, twofold.js, twofold.wasm, each with .gz and .br beside it, and what
comes later in later/.
"""
import base64
import gzip
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
OPENING = "citrus"  # it is there already, at half its size
# page.js makes what the others add to; start.js begins.
SCRIPTS = ["page.js", "inflate.js", "input.js", "files.js", "later.js", "links.js", "camera.js",
           "told.js", "start.js"]


def scripts() -> str:
    found = sorted(path.name for path in (HERE / "script").glob("*.js"))
    assert found == sorted(SCRIPTS), f"SCRIPTS should name {found}"
    return "\n".join((HERE / "script" / name).read_text() for name in SCRIPTS)


def page(parts: str) -> str:
    return (HERE / "shell.html").read_text().replace("<!--scripts-->", parts)


def weights_file(folder: pathlib.Path) -> bytes:
    """All weights as one file: a line of JSON ([name, bytes] of each), and their bytes."""
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("derived_"))
    sizes = [[path.name, path.stat().st_size] for path in files]
    return json.dumps(sizes).encode() + b"\n" + b"".join(path.read_bytes() for path in files)


def smaller(picture: pathlib.Path) -> bytes:
    """The same pixels in fewer bytes."""
    command = ["jpegtran", "-copy", "none", "-optimize", "-progressive", str(picture)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def halved(data: bytes) -> bytes:
    """A picture for the one file: where it takes much room, at half its size."""
    if len(data) < 100_000:
        return data
    half = subprocess.run(["djpeg", "-scale", "4/8"], check=True, input=data, stdout=subprocess.PIPE)
    command = ["cjpeg", "-quality", "88", "-sample", "1x1", "-optimize", "-progressive"]
    return subprocess.run(command, check=True, input=half.stdout, stdout=subprocess.PIPE).stdout


def names(pictures: dict[str, bytes]) -> str:
    listed = ", ".join(f'"{name}"' for name in pictures if name != OPENING)
    return f"page.laterPictures = new Set([{listed}]);"


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def packed(name: str, data: bytes, how: str = "") -> str:
    """Data for page.unpacked, as an element of the page; how: "gzip", or as it is."""
    text = base64.b64encode(gzipped(data) if how else data).decode()
    return f'<script type="text/plain" id="packed-{name}" data-packed="{how}">{text}</script>\n'


def one_file(glue: str, wasm: bytes, weights: bytes, pictures: dict[str, bytes]) -> str:
    assert "</script" not in glue
    return page(
        # The bar is painted before the rest of the file has been read.
        f"<script>{scripts()}{names(pictures)}</script>\n"
        f"{packed('wasm', wasm, 'gzip')}<script>{glue}</script>\n"
        "<script>page.openPacked();</script>\n"
        + packed("weights.bin", weights, "gzip")  # while the program starts
        + "".join(packed(f"{name}.jpg", data if name == OPENING else halved(data))
                  for name, data in pictures.items())
    )


def compress(path: pathlib.Path) -> None:
    path.with_name(path.name + ".gz").write_bytes(gzipped(path.read_bytes()))
    subprocess.run(["brotli", "-f", "-q", "11", str(path)], check=True)


def main() -> None:
    build = pathlib.Path(sys.argv[1])
    weights = weights_file(pathlib.Path(sys.argv[2]))
    pictures = {path.stem: smaller(path) for path in map(pathlib.Path, sys.argv[3:])}
    glue = (build / "twofold.js").read_text()
    wasm = (build / "twofold.wasm").read_bytes()
    (build / "twofold.html").write_text(one_file(glue, wasm, weights, pictures))

    site = build / "site"
    shutil.rmtree(site, ignore_errors=True)
    (site / "later").mkdir(parents=True)
    lengths = {"twofold": len(wasm)}
    for path in sorted(build.glob("twofold-threads.*")):
        shutil.copy(path, site)
        if path.suffix == ".wasm":
            lengths[path.stem] = path.stat().st_size
    (site / "index.html").write_text(
        page(
            f"<script>{scripts()}{names(pictures)}page.openFrom({json.dumps(lengths)});</script>"
        )
    )
    (site / "twofold.js").write_text(glue)
    (site / "twofold.wasm").write_bytes(wasm)
    (site / "later" / "weights.bin").write_bytes(weights)
    for name, data in pictures.items():
        (site / "later" / f"{name}.jpg").write_bytes(data)
    for path in [path for path in site.rglob("*") if path.is_file()]:
        compress(path)


main()
