"""since when a record has its address, and whether it is one of a post"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "f3b7095ca8e1"
down_revision = "c84f1a6e2d97"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("email_since", lms.database.Instant(), nullable=True))
    op.add_column(
        "person", sa.Column("email_of_post", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE person SET email_since = recorded_at WHERE email IS NOT NULL")


def downgrade() -> None:
    op.drop_column("person", "email_of_post")
    op.drop_column("person", "email_since")
