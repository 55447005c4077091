"""closure"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "a90d3c5e7b12"
down_revision = "e2f81b6d4a03"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closure",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_at", lms.database.Instant(), nullable=True),
        sa.Column("reopened_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("by <> person_id", name=op.f("ck_closure_not_by_oneself")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_closure_reason")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_closure_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_closure_person_id")),
        sa.ForeignKeyConstraint(["reopened_by"], ["person.id"], name=op.f("fk_closure_reopened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("closure")
