"""acts"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "9c4e7a1f2b60"
down_revision = "5e0a7d3b9c14"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "act",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_act")),
        sa.UniqueConstraint("head", name=op.f("uq_act_head")),
    )
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_kind"), ["kind"], unique=False)
    op.create_table(
        "act_said",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("doer", sa.Uuid(), nullable=True),
        sa.Column("concerns", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["concerns"], ["person.id"], name=op.f("fk_act_said_concerns")),
        sa.ForeignKeyConstraint(["doer"], ["person.id"], name=op.f("fk_act_said_doer")),
        sa.ForeignKeyConstraint(["number"], ["act.number"], name=op.f("fk_act_said_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_act_said")),
    )
    with op.batch_alter_table("act_said", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_said_concerns"), ["concerns"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_said_doer"), ["doer"], unique=False)


def downgrade() -> None:
    op.drop_table("act_said")
    op.drop_table("act")
