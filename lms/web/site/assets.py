"""What a page brings along: styles, scripts, icons and pictures, joined and compressed once, at start.

One file of each sort, because missions have satellite links and each file is a round trip; what only trainers
need comes in files of its own, which learners never load. An address carries
the hash of its content, so a browser may keep it for ever and never shows last month's style.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, request

from lms.web.access import public

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
}
JOINED = (".css", ".js")
COMPRESSED = (".css", ".js", ".svg")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: by encoding ("" is plain), under an address that its content decides."""

    address: str
    media_type: str
    bodies: dict[str, bytes]


class Assets:
    """A static folder: css/*.css joined as site.css, js/*.js as site.js, those in a folder there under its
    name (css/authoring/*.css as authoring.css), any other file by its own name.

    A folder with a number is no name but a place in the order: css/40-components/*.css stand in site.css
    where a file 40-components.css would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read()

    def read(self) -> None:
        """Reads the folder anew; two files of one name are refused."""
        contents: dict[str, bytes] = {}
        for kind, frame, shorten in (("css", "%s", shorten_css), ("js", "{\n%s}\n", shorten_js)):
            for folder in _joined_folders(self.folder / kind):
                stem = "site" if folder.name == kind else folder.name
                contents[f"{stem}.{kind}"] = shorten(_joined(folder, kind, frame))
        for path in sorted(self.folder.rglob("*.*")):
            if path.suffix in JOINED or path.suffix not in MEDIA_TYPES:
                continue
            if path.name in contents:
                raise ValueError(f"two assets are named {path.name}")
            content = path.read_bytes()
            contents[path.name] = shorten_svg(content) if path.suffix == ".svg" else content
        self.by_name = {name: _asset(name, content) for name, content in contents.items()}
        self.by_address = {asset.address: asset for asset in self.by_name.values()}

    def url(self, name: str) -> str:
        """The address of an asset, by its name; an unknown one is a mistake of ours and raises KeyError."""
        return f"/static/{self.by_name[name].address}"

    def register(self, app: Flask) -> None:
        """Adds the route and the template global `asset`; in debug mode each request reads the files anew."""
        bp = Blueprint("assets", __name__)

        @bp.get("/static/<path:name>")
        @public
        def file(name: str) -> Response:
            if name not in self.by_address:
                abort(404)
            return respond(self.by_address[name])

        if app.debug:
            app.before_request(self.read)
        app.register_blueprint(bp)
        app.jinja_env.globals["asset"] = self.url


def register(app: Flask) -> None:
    """Gives the application the assets of its own static folder."""
    Assets(Path(app.root_path) / "static").register(app)


def respond(asset: Asset) -> Response:
    """The asset in the best encoding that the browser takes, to be kept for a year."""
    offered = [name for name in asset.bodies if name]
    encoding = request.accept_encodings.best_match(offered) or ""
    response = Response(asset.bodies[encoding], content_type=asset.media_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if len(asset.bodies) > 1:
        response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    response.set_etag(f"{asset.address}-{encoding}" if encoding else asset.address)
    response.make_conditional(request)
    return response


def _joined_folders(folder: Path) -> list[Path]:
    """A folder and those in it, apart from the numbered: each is sent as one file."""
    within = sorted(path for path in folder.iterdir() if path.is_dir())
    return [folder, *(path for path in within if not path.name[0].isdigit())]


def _joined(folder: Path, kind: str, frame: str) -> str:
    """The files of a folder and of its numbered folders in the order of their names; the frame keeps a
    script's names to itself."""
    paths = [*folder.glob(f"*.{kind}"), *folder.glob(f"[0-9]*/*.{kind}")]
    return "".join(frame % path.read_text("utf-8") for path in sorted(paths))


def _asset(name: str, content: bytes) -> Asset:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:12]
    bodies = {"": content}
    if path.suffix in COMPRESSED:
        bodies |= {"br": brotli.compress(content), "gzip": gzip.compress(content, 9, mtime=0)}
    return Asset(f"{path.stem}.{digest}{path.suffix}", MEDIA_TYPES[path.suffix], bodies)


def shorten_css(text: str) -> bytes:
    """Without comments, needless space and zeros, and layers opened anew; no string may look like these."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    text = re.sub(r"([\w-]): ", r"\1:", text)
    text = re.sub(r"(?<![\w.])0\.(?=\d)", ".", text)
    return _layers_joined(text.replace(";}", "}").strip()).encode()


def _layers_joined(css: str) -> str:
    """Neighbouring blocks of one layer as one: each file opens its layer anew, a browser needs it once."""
    joined = ""
    last_head = ""
    depth = 0
    begin = 0
    for brace in re.finditer(r"[{}]", css):
        depth += 1 if brace[0] == "{" else -1
        if brace[0] == "{" and depth == 1:
            head = css[begin : brace.start()]
            if head == last_head and head.startswith("@layer "):
                joined = joined.removesuffix("}")
            else:
                joined += head + "{"
            last_head = head
            begin = brace.end()
        elif depth == 0:
            joined += css[begin : brace.end()]
            begin = brace.end()
    return joined + css[begin:]


def shorten_js(text: str) -> bytes:
    """Without indents, blank lines and comments that have their line to themselves."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


def shorten_svg(content: bytes) -> bytes:
    """Without comments and line breaks between elements."""
    return re.sub(rb">\s+<", b"><", re.sub(rb"<!--.*?-->", b"", content, flags=re.DOTALL)).strip()
