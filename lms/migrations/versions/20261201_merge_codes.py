"""merge codes, and what undoing a merge revoked"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "e2f81b6d4a03"
down_revision = "7c15e0a9b364"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merge_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("made_at", lms.database.Instant(), nullable=False),
        sa.Column("expires_at", lms.database.Instant(), nullable=False),
        sa.Column("used_at", lms.database.Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_merge_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_merge_code_code_hash")),
    )
    with op.batch_alter_table("merge_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_code_person_id"), ["person_id"], unique=False)
    op.add_column("merge", sa.Column("reason", sa.Text(), nullable=True))
    with op.batch_alter_table("revocation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merge_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_revocation_merge_id"), "merge", ["merge_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("revocation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_revocation_merge_id"), type_="foreignkey")
        batch_op.drop_column("merge_id")
    op.drop_column("merge", "reason")
    op.drop_table("merge_code")
