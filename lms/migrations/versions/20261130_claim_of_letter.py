"""claim of letter"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "c3a94e07d182"
down_revision = "5f0c6b1d94a7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("claimed_at", lms.database.Instant(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_column("claimed_at")
