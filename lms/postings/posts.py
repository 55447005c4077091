"""Posts: the established seats of a unit."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.acts.acts import changing, note_act, values_of
from lms.acts.kinds import Kind
from lms.database import Event, begin_write, new_id, read_rows


class Post(Event):
    """An established seat of a unit."""

    __tablename__ = "post"
    __table_args__ = (sa.UniqueConstraint("unit_id", "code"),)

    unit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    code: Mapped[str]
    function: Mapped[str]

    def amend(self, code: str, function: str) -> None:
        """Corrects it."""
        with changing(self, Kind.POST_CHANGED, thing=self.code):
            self.code = code
            self.function = function
        begin_write().flush()


def add_post(unit_id: uuid.UUID, code: str, function: str) -> Post:
    """Records an established seat."""
    session = begin_write()
    post = Post(id=new_id(), unit_id=unit_id, code=code, function=function)
    session.add(post)
    session.flush()
    note_act(Kind.POST_ADDED, thing=code, after=values_of(post))
    return post


def post_with_code(unit_id: uuid.UUID, code: str) -> Post | None:
    """The seat of a unit that has this code, in whatever case (SQLite knows that of plain letters only)."""
    posts = read_rows(sa.select(Post).where(Post.unit_id == unit_id)).scalars()
    return next((post for post in posts if post.code.casefold() == code.casefold()), None)
