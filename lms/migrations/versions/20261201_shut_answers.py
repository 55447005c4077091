"""shut answers"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "7c15e0a9b364"
down_revision = "4b7d20c8e1f5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shut_answers",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", lms.database.Instant(), nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("opened_by IS NULL OR reason <> ''", name=op.f("ck_shut_answers_reason")),
        sa.CheckConstraint("opened_by <> person_id", name=op.f("ck_shut_answers_not_by_oneself")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_shut_answers_made_by")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_shut_answers_opened_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_shut_answers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shut_answers")),
    )
    with op.batch_alter_table("shut_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shut_answers_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("shut_answers")
