"""Escapes: what a design's page might try to reach, or to fill the memory with, and never gets."""

import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import jinja2
import pytest

from lms.certificates import design as designs
from lms.certificates.design import HELPERS, VALUES, Design, DesignProblem, load
from lms.web.documents.sandbox import FILTERS, METHODS, Sandbox

Values = Callable[..., dict[str, object]]

# How a page would reach an object, its class, its module, a file or a command.
REACHING = (
    "{{ fit.args[0].joinpath('/etc/hostname').read_text() }}",
    "{{ (fit.args[0] / 'a copy').write_text('by a design') }}",
    "{{ fit.func.__globals__ }}",
    "{{ fit.keywords }}",
    "{{ say.__globals__['Path']('/etc/passwd').read_text() }}",
    "{{ say.__closure__ }}",
    "{{ say['__closure__'] }}",
    "{{ say.__code__.co_consts }}",
    "{{ say.__self__ }}",
    "{{ say }}",
    "{{ fit }}",
    "{{ [say, fit] }}",
    "{{ say|string }}",
    "{{ name.__class__.__mro__[1].__subclasses__() }}",
    "{{ name['__class__'] }}",
    "{{ name['__cl' ~ 'ass__'] }}",
    "{{ name|attr('__class__') }}",
    "{{ name.upper }}",
    "{{ name.upper.__self__ }}",
    "{{ name['upper'] }}",
    "{{ [].__class__ }}",
    "{{ [].append }}",
    "{{ [1].append(2) }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ 1.0.__class__ }}",
    "{{ (1).real }}",
    "{{ true.__class__ }}",
    "{{ none.__class__ }}",
    "{{ '{0.__class__.__mro__}'.format(name) }}",
    "{{ '{a.__globals__}'.format(a=say) }}",
    "{{ '{a.__class__}'.format_map({'a': name}) }}",
    "{{ ''['format']('x') }}",
    "{{ ('{0.__class__}'|safe).format(name) }}",
    "{{ '%s'|format(say) }}",
    "{{ '%s' % say }}",
    "{{ [say]|map(attribute='__globals__')|list }}",
    "{{ [name]|map('attr', '__class__')|list }}",
    "{{ [name]|groupby('__class__') }}",
    "{{ [name]|selectattr('__class__')|list }}",
    "{{ [name]|rejectattr('__class__')|list }}",
    "{{ [name]|sort(attribute='__class__') }}",
    "{{ [name]|sum(attribute='__class__') }}",
    "{{ [name]|unique(attribute='__class__')|list }}",
    "{{ [name]|min(attribute='__class__') }}",
    "{{ {'a': say}|xmlattr }}",
    "{{ say|pprint }}",
    "{{ name|tojson }}",
    "{{ [1]|random }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ loop }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ environment }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ cycler('a').next.__self__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ namespace(a=1).a }}",
    "{% set n = namespace(a=1) %}{% set n.a = say %}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ dict(a=1) }}",
    "{{ dict.mro() }}",
    "{{ range }}",
    "{{ range(3) }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ config }}",
    "{{ request }}",
    "{{ g }}",
    "{{ __builtins__ }}",
    "{% include 'words.en.yaml' %}",
    "{% include '../../../etc/passwd' %}",
    "{% import 'certificate.html' as other %}",
    "{% from 'certificate.html' import say %}",
    "{% extends 'certificate.html' %}",
    "{% block other %}{{ self.other }}{% endblock %}",
    "{% macro m() %}{{ caller }}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call say('title') %}{% endcall %}",
    "{% filter attr('__class__') %}x{% endfilter %}",
    "{% set fit = 'mine' %}",
    "{% set say, fit = 1, 2 %}",
    "{% set text %}{{ say }}{% endset %}{{ text }}",
    "{% with a = say %}{{ a }}{% endwith %}",
    "{% autoescape false %}{{ name }}{% endautoescape %}",
    "{% do say('title') %}",
    "{{ say(*[name]) }}",
    "{{ say(**{'key': 'title'}) }}",
    "{{ name() }}",
    "{{ (say)('title')() }}",
    "{{ [say][0]('title') }}",
    "{{ (say if score else fit)('title') }}",
    # Files that a helper opens.
    "{{ fit(name, '/etc/passwd', 10, [1], [1]) }}",
    "{{ fit(name, '../../../../../../etc/passwd', 10, [1], [1]) }}",
    "{{ fit(name, 'fonts/../../other/font.ttf', 10, [1], [1]) }}",
    "{{ fit(name, '/dev/zero', 10, [1], [1]) }}",
    "{{ fit(name, 'outside.ttf', 10, [1], [1]) }}",
    "{{ fit(name, 'certificate.css', 10, [1], [1]) }}",
    "{{ fit(name, '.', 10, [1], [1]) }}",
    "{{ fit(name, 'fonts/text.ttf\\0', 10, [1], [1]) }}",
)
# How a page would take all the memory, or all the time.
FILLING = (
    "{{ 'x' * 10**9 }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 1000000000 * 'x' }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 7 // 2 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ name.center(1000000000) }}",
    "{{ name.ljust(1000000000) }}",
    "{{ name.zfill(1000000000) }}",
    "{{ name.expandtabs(1000000000) }}",
    "{{ name.replace('', name) }}",
    "{{ name.join([name, name]) }}",
    "{{ name.translate({}) }}",
    "{{ name.encode() }}",
    "{{ name|center(1000000000) }}",
    "{{ name|indent(1000000000) }}",
    "{{ name|replace('', name) }}",
    "{{ name|join(name) }}",
    "{{ name|wordwrap(1) }}",
    "{{ name|urlize }}",
    "{{ name|batch(1000000000, 'x')|list }}",
    "{{ name|slice(1000000000)|list }}",
    "{{ range(99999)|list }}",
    "{{ lipsum(n=100000) }}",
    "{% for a in 'abcdefgh' %}{{ a }}{% endfor %}",
    "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% set n = 99999 %}" + "{% set n = n * n %}" * 40 + "{{ n }}",
    "{% set t = name %}" + "{% set t = t ~ t %}" * 40 + "{{ t }}",
    "{% set t = name %}" + "{% set t = t + t %}" * 40 + "{{ t }}",
    "{% set t = name %}" + "{% if score %}{% set t = t ~ t %}{% else %}{% set t = t ~ t %}{% endif %}" * 40,
    "{% set t = [1] %}" + "{% set t = t + t %}" * 40 + "{{ t }}",
    "{% set t = [1] %}" + "{% set t = [t, t] %}" * 40 + "{{ t }}",
    "{% set t = [1] %}" + "{% set t = (t, t) %}" * 40 + "{{ t }}",
    "{{ name }}" * 3001,
    "{{ " + "[" * 5000 + "]" * 5000 + " }}",
    "{{ " + "(" * 150 + "1" + ")" * 150 + " }}" + "{{ " + "not " * 5000 + "1 }}",
    "{% if score %}" * 3000 + "{% endif %}" * 3000,
)
# What is no escape and still no page.
WRONG = (
    "{{ 1 / 0 }}",
    "{{ 1 + name }}",
    "{{ name - 1 }}",
    "{{ say() }}",
    "{{ say([1]) }}",
    "{{ fit() }}",
    "{{ fit(name, 'fonts/text.ttf', 10, [0], []) }}",
    "{{ fit(name, [], 10, [1], []) }}",
    "{{ fit(name, 'fonts/text.ttf', 10, [], []) }}",
    "{{ fit(1, 'fonts/text.ttf', 10, [1], []) }}",
    "{{ name.split('') }}",
    "{{ [1][5] }}",
    "{{ name[score] }}",
    "{{ 1 is divisibleby 0 }}",
    "{{ name is nothing }}",
)
HARMLESS = {
    "{{ name.upper().split(' ')[0] }}": "AWA",
    "{{ name[0] }}{{ name[-1] }}{{ name[:3] }}": "AoAwa",
    "{{ (name ~ ', ' ~ course_code)|upper }}": "AWA DIALLO, CPAS-101",
    "{{ ('<i>'|safe) + name + ('</i>'|safe) }}": "<i>Awa Diallo</i>",
    "{{ 2 * 3 + 8 / 4 - -1 }}": "9.0",
    "{{ expires_on|default('never') if name != 'x' and not score }}": "14 November 2028",
    "{% set a = 'x' %}{% if score %}{% set a = 'y' %}{% elif name %}{% set a = 'z' %}{% endif %}{{ a }}": "z",
    "{{ '<b>' }}{{ '<b>'|safe }}": "&lt;b&gt;<b>",
    "{{ fit(name, font='fonts/text.ttf', width=600, one_line=[9], two_lines=[]) }}": "9",
}


@pytest.fixture
def folder(design: Design, tmp_path: Path) -> Path:
    folder = Path(copytree(design.folder, tmp_path / "mission"))
    (folder / "outside.ttf").symlink_to(design.folder.parent / "other.ttf")
    return folder


@pytest.mark.parametrize("page", [*REACHING, *FILLING, *WRONG], ids=lambda page: page[:60])
def test_no_page_reaches_or_fills_anything(folder: Path, values: Values, page: str) -> None:
    (folder / "certificate.html").write_text(page, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(DesignProblem):
        load(folder).html(values(score=92), "en")
    assert time.process_time() - began < 2
    assert not (folder / "a copy").exists()


@pytest.mark.parametrize("page", REACHING[:90], ids=lambda page: page[:60])
def test_nothing_is_reached_though_the_page_were_not_read_first(
    monkeypatch: pytest.MonkeyPatch, folder: Path, values: Values, page: str
) -> None:
    """The second hold: whatever a page says, rendering gives it no attribute and no file."""
    monkeypatch.setattr(
        designs, "compile_page", lambda source, *_: (Sandbox().from_string(source), Sandbox().parse(source))
    )
    (folder / "certificate.html").write_text(page, encoding="utf-8")
    try:
        shown = load(folder).html(values(score=92), "en")
    except DesignProblem:
        return
    for secret in ("root:", "__class__", "/usr/", "class 'str'", "subclass", "uid="):
        assert secret not in shown


@pytest.mark.parametrize(("page", "shown"), HARMLESS.items())
def test_what_a_page_may_say(folder: Path, values: Values, page: str, shown: str) -> None:
    (folder / "certificate.html").write_text(page, encoding="utf-8")
    assert load(folder).html(values(), "en") == shown


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("changed", [{}, {"score": 92, "hours": 1.5, "expires_on": None}])
def test_the_shipped_page_is_what_plain_jinja_makes_of_it(
    monkeypatch: pytest.MonkeyPatch, design: Design, values: Values, language: str, changed: dict[str, object]
) -> None:
    plain = jinja2.Environment(autoescape=True, trim_blocks=True)
    monkeypatch.setattr(
        designs, "compile_page", lambda source, *_: (plain.from_string(source), plain.parse(source))
    )
    unguarded = load(design.folder)
    assert not getattr(unguarded.template.environment, "sandboxed", False)
    assert design.template.environment.sandboxed
    assert design.html(values(**changed), language) == unguarded.html(values(**changed), language)


def test_a_page_too_heavy_is_refused_at_its_line(folder: Path) -> None:
    (folder / "certificate.html").write_text("{{ name }}\n" * 3001, encoding="utf-8")
    with pytest.raises(DesignProblem, match=r"certificate\.html, line 3001: it asks for more"):
        load(folder)


def test_the_manual_lists_what_may_be_called(design: Design) -> None:
    manual = (design.folder / "README.md").read_text(encoding="utf-8")
    for name in METHODS | FILTERS:
        assert f"`{name}`" in manual, name
    assert not (VALUES.keys() & HELPERS.keys())
