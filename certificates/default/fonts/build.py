"""Make the fonts of this design.

    python build.py FOLDER_WITH_THE_SOURCES

They come from Debian's fonts-ebgaramond-extra and fonts-sil-gentiumplus, and from npm's @fontsource/amiri.
Each is cut down to the scripts that names are written in (Latin with all accents, Greek, Cyrillic; Arabic),
freed of hints, which a printed page doesn't use and every document would carry, and given a name of its own,
so that nobody takes it for the complete font. Small capitals and figures of equal width become the plain
letters and figures of their files, because the PDF engine knows no OpenType features. The anchors stay: by
them accents find their place on letters that have no character with the accent in it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent

LETTERS = [
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0530),
    *range(0x1DC4, 0x1DCA),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    0x20AC,
    0x2116,
    0x2122,
    0x2192,
    0x2212,
    *range(0x2C60, 0x2C80),
    *range(0xA720, 0xA800),
]
GREEK = range(0x0370, 0x0400)
ARABIC = [
    *range(0x0600, 0x0700),
    *range(0x0750, 0x0780),
    *range(0x2000, 0x2070),
    *range(0xFB50, 0xFE00),
    *range(0xFE70, 0xFF00),
    0x0020,
    0x00A0,
    0x25CC,
]
# file, its source, the characters, the features that become plain, the name
FONTS = [
    ("text.ttf", "EBGaramond12-Regular.ttf", LETTERS, ("lnum",), "Relay Text"),
    ("italic.ttf", "EBGaramond12-Italic.ttf", LETTERS, ("lnum",), "Relay Italic"),
    ("small.ttf", "EBGaramond08-Regular.ttf", LETTERS, ("lnum",), "Relay Small"),
    ("caps.ttf", "EBGaramondSC08-Regular.ttf", LETTERS, ("lnum",), "Relay Capitals"),
    ("names.ttf", "GentiumPlus-Regular.ttf", [*{*LETTERS} - {*GREEK}], (), "Relay Names"),
    ("arabic.ttf", "amiri-arabic-400-normal.woff2", ARABIC, (), "Relay Arabic"),
]


def make_plain(font: TTFont, features: tuple[str, ...]) -> None:
    """Let the plain characters show the glyphs that a feature would put in their place."""
    if not features:
        return
    table = font["GSUB"].table
    for wanted in features:
        swaps: dict[str, str] = {}
        lookups = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == wanted
            for index in record.Feature.LookupListIndex
        }
        for index in sorted(lookups):
            for subtable in table.LookupList.Lookup[index].SubTable:
                subtable = getattr(subtable, "ExtSubTable", subtable)
                swaps |= getattr(subtable, "mapping", {})
        for cmap in font["cmap"].tables:
            if cmap.isUnicode():
                cmap.cmap = {code: swaps.get(name, name) for code, name in cmap.cmap.items()}


def shorten_q(font: TTFont, other: TTFont) -> None:
    """A Q whose tail keeps to itself, from another face: its own underlines the next symbol of a number."""
    font["glyf"]["Q"] = other["glyf"]["Q"]
    font["hmtx"]["Q"] = other["hmtx"]["Q"]


def make_even(font: TTFont, width: int = 500) -> None:
    """Give all figures one width, each in the middle of it: the sources’ own tabular figures aren’t."""
    cmap, glyphs, advances = font.getBestCmap(), font["glyf"], font["hmtx"]
    for code in range(ord("0"), ord("9") + 1):
        name = cmap[code]
        glyph = glyphs[name]
        glyph.expand(glyphs)
        shift = (width - advances[name][0]) // 2
        if glyph.isComposite():
            for part in glyph.components:
                part.x += shift
        else:
            glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        advances[name] = (width, glyph.xMin)


def track(font: TTFont, space: int = 70) -> None:
    """Set the characters a little apart, as capitals want it; the PDF engine centres spaced lines wrongly."""
    for name, (advance, side) in font["hmtx"].metrics.items():
        if advance:
            font["hmtx"][name] = (advance + space, side)


def match(font: TTFont, other: TTFont, part: float = 0.9) -> None:
    """Make letters as large, and lines as high, as those of another face at the same size."""
    font["head"].unitsPerEm = round(font["head"].unitsPerEm / part)
    scale = font["head"].unitsPerEm / other["head"].unitsPerEm
    for table, sides in (
        ("hhea", ("ascent", "descent", "lineGap")),
        ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent")),
    ):
        for side in sides:
            setattr(font[table], side, round(getattr(other[table], side) * scale))


def build(sources: Path) -> None:
    options = Options(
        hinting=False,
        name_IDs=[0, 1, 2, 4, 6, 14],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    for file, source, characters, features, name in FONTS:
        options.layout_features = [] if file == "arabic.ttf" else ["mark", "mkmk"]
        font = TTFont(next(sources.rglob(source)), recalcTimestamp=False)
        font.flavor = None
        make_plain(font, features)
        if file in ("small.ttf", "caps.ttf"):
            make_even(font)
        if file == "caps.ttf":
            shorten_q(font, TTFont(next(sources.rglob("EBGaramond08-Regular.ttf"))))
            track(font)
        if file == "names.ttf":
            match(font, TTFont(next(sources.rglob("EBGaramond12-Regular.ttf"))))
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        for tag in ("GSUB", "GDEF", "kern", "DSIG", "FFTM", "gasp", "BASE"):
            if tag in font:
                del font[tag]
        if not options.layout_features:
            del font["GPOS"]
        names = font["name"]
        # One record of each, because every document carries a copy.
        names.names = [record for record in names.names if record.platformID == 3]
        names.setName("SIL Open Font License 1.1, https://openfontlicense.org", 14, 3, 1, 0x409)
        for record in names.names:
            if record.nameID in (1, 4):
                record.string = name
            elif record.nameID == 6:
                record.string = name.replace(" ", "")
        font.save(HERE / file)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
