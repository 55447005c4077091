"""forgetting"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "3d8f1b6a7c20"
down_revision = "9c4e7a1f2b60"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forgotten_at", lms.database.Instant(), nullable=True))
    op.create_table(
        "forgetting_request",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", lms.database.Instant(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", lms.database.Instant(), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", lms.database.Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("confirmed_by <> asked_by", name=op.f("ck_forgetting_request_by_two")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_forgetting_request_asked_by")),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_forgetting_request_confirmed_by")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forgetting_request_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgetting_request")),
    )
    with op.batch_alter_table("forgetting_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forgetting_request_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("forgetting_request")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("forgotten_at")
