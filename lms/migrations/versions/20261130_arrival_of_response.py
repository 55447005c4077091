"""arrival of response"""

import re
import uuid

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "9d3e4a7c20b8"
down_revision = "c3a94e07d182"
branch_labels = None
depends_on = None

PAPER = re.compile(r"/attempts/([0-9a-f-]{36})(/submit)?$")


def upgrade() -> None:
    op.create_table(
        "last_save",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_last_save_attempt_id")),
        sa.PrimaryKeyConstraint("attempt_id", "page", name=op.f("pk_last_save")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrival", sa.Integer(), nullable=True))
    with op.batch_alter_table("held_answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attempt_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("arrival", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_held_answers_attempt_id"), ["attempt_id"], unique=False)
    _number_responses()
    _number_unclaimed()
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.alter_column("arrival", nullable=False)
        batch_op.drop_index(batch_op.f("ix_response_attempt_id"))
        batch_op.create_unique_constraint(
            batch_op.f("uq_response_attempt_id_question_arrival"), ["attempt_id", "question", "arrival"]
        )


def _number_responses() -> None:
    """Until now the clock said which of two was the later, so their order by it is the order of arrival."""
    op.execute(
        """
        UPDATE response SET arrival = numbered.place
        FROM (
            SELECT id, row_number() OVER (
                PARTITION BY person_id, course, module, attempt_id ORDER BY recorded_at, id
            ) AS place
            FROM response
        ) AS numbered
        WHERE numbered.id = response.id
        """
    )


def _number_unclaimed() -> None:
    """They are later than the last answer that was taken before them."""
    held = sa.table(
        "held_answers",
        sa.column("id", sa.Uuid()),
        sa.column("path", sa.Text()),
        sa.column("taken_at", lms.database.Instant()),
        sa.column("attempt_id", sa.Uuid()),
        sa.column("arrival", sa.Integer()),
    )
    response = sa.table(
        "response",
        sa.column("attempt_id", sa.Uuid()),
        sa.column("taken_at", lms.database.Instant()),
        sa.column("arrival", sa.Integer()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(held.c.id, held.c.path, held.c.taken_at)).all():
        paper = PAPER.match(row.path)
        if paper is None:
            continue
        attempt_id = uuid.UUID(paper[1])
        before = sa.select(sa.func.coalesce(sa.func.max(response.c.arrival), 0)).where(
            response.c.attempt_id == attempt_id, response.c.taken_at <= row.taken_at
        )
        arrival = connection.execute(before).scalar_one() + 1
        connection.execute(
            sa.update(held).where(held.c.id == row.id).values(attempt_id=attempt_id, arrival=arrival)
        )


def downgrade() -> None:
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_response_attempt_id_question_arrival"), type_="unique")
        batch_op.create_index(batch_op.f("ix_response_attempt_id"), ["attempt_id"], unique=False)
        batch_op.drop_column("arrival")
    with op.batch_alter_table("held_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_held_answers_attempt_id"))
        batch_op.drop_column("arrival")
        batch_op.drop_column("attempt_id")
    op.drop_table("last_save")
