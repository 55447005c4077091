"""column of merged row"""

import sqlalchemy as sa
from alembic import op

revision = "5f0c6b1d94a7"
down_revision = "2a1ec85f2996"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("merged_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("column", sa.Text(), nullable=True))

    # Until now every table belonged to a person by this one column, so that is what was moved.
    merged_row = sa.table("merged_row", sa.column("column"))
    op.execute(sa.update(merged_row).values(column="person_id"))
    with op.batch_alter_table("merged_row", schema=None) as batch_op:
        batch_op.alter_column("column", nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("merged_row", schema=None) as batch_op:
        batch_op.drop_column("column")
