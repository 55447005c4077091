"""second factor"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "5e0a7d3b9c14"
down_revision = "8b52f7d1c6e4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("confirmed_at", lms.database.Instant(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("person_id", name=op.f("uq_second_factor_person_id")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("used_at", lms.database.Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_person_id"), ["person_id"], unique=False)
    op.create_table(
        "factor_removal",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("by <> person_id", name=op.f("ck_factor_removal_not_by_oneself")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_factor_removal_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_factor_removal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_removal")),
    )
    with op.batch_alter_table("factor_removal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_factor_removal_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("factor_removal")
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
