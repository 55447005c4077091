"""secret of an account

It takes the place of the password's hash in the keys of what browsers have sealed.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "8b52f7d1c6e4"
down_revision = "1d6e94b3f0a8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("secret", sa.Text(), nullable=True))
    person = sa.table(
        "person",
        sa.column("id", sa.Uuid()),
        sa.column("password_hash", sa.Text()),
        sa.column("secret", sa.Text()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(person.c.id).where(person.c.password_hash.is_not(None))).all():
        own = secrets.token_hex(32)
        connection.execute(sa.update(person).where(person.c.id == row.id).values(secret=own))


def downgrade() -> None:
    op.drop_column("person", "secret")
