"""Posts: the established seats of a unit, for the administrator."""

import uuid

import sqlalchemy as sa
import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from lms.database import db, read_rows
from lms.people.fields import text
from lms.people.roles.reach import unit_in_reach
from lms.people.units import Unit
from lms.postings.posts import Post, add_post, post_with_code
from lms.web.access import roles
from lms.web.forms import Form, take_turn
from lms.web.languages import N_, gettext
from lms.web.pages import page

bp = Blueprint("posts", __name__)


class PostForm(Form):
    """Set `unit` to the one that the seat is of, and `post` to the one that is corrected."""

    code = text(N_("Code"), N_("Write the code, as in U5-03."), longest=30)
    function = text(N_("Function"), N_("Write the function, as in Plans officer."))
    unit: Unit
    post: Post | None = None

    def validate_code(self, field: wtforms.Field) -> None:
        other = post_with_code(self.unit.id, field.data)
        if other is not None and other is not self.post:
            raise ValidationError(N_("Another post of this unit has this code."))


@bp.get("/units/<uuid:unit_id>/posts")
@roles("administrator")
def index(unit_id: uuid.UUID) -> Response:
    """The seats of one unit."""
    unit = unit_in_reach(unit_id)
    posts = read_rows(sa.select(Post).where(Post.unit_id == unit_id).order_by(Post.code)).scalars().all()
    return page("postings/posts.html", unit=unit, posts=posts)


@bp.route("/units/<uuid:unit_id>/posts/add", methods=["GET", "POST"])
@roles("administrator")
def add(unit_id: uuid.UUID) -> Response:
    """Records a seat."""
    take_turn(f"posts {unit_id}")
    form = PostForm(request.form)
    form.unit = unit = unit_in_reach(unit_id)
    if form.sent():
        add_post(unit_id, form.code.data, form.function.data)
        flash(gettext("The post is recorded."))
        return redirect(url_for(".index", unit_id=unit_id), 303)
    return page("postings/post.html", form=form, unit=unit, page_form="post")


@bp.route("/posts/<uuid:post_id>", methods=["GET", "POST"])
@roles("administrator")
def edit(post_id: uuid.UUID) -> Response:
    """Corrects a seat."""
    post = db.session.get(Post, post_id) or abort(404)
    take_turn(f"posts {post.unit_id}")
    form = PostForm(request.form, obj=post)
    form.post = post
    form.unit = unit_in_reach(post.unit_id)
    if form.sent():
        post.amend(form.code.data, form.function.data)
        flash(gettext("Saved."))
        return redirect(url_for(".index", unit_id=post.unit_id), 303)
    return page("postings/post.html", form=form, unit=form.unit, post=post, page_form="post")
