"""sign-ins

Sessions stand in a table from now on, so everybody signs in again.
"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "4b7d20c8e1f5"
down_revision = "9d3e4a7c20b8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("ended_at", lms.database.Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_taken_at"), ["taken_at"], unique=False)
    # Not as a batch, which would make the table of people anew.
    op.drop_column("person", "stamp")


def downgrade() -> None:
    op.add_column("person", sa.Column("stamp", sa.Integer(), nullable=False, server_default="0"))
    op.drop_table("sign_in")
