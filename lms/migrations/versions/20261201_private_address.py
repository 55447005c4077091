"""private address, and links to one's certificates"""

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "1d6e94b3f0a8"
down_revision = "f3b7095ca8e1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "private_address",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=True),
        sa.Column("confirmed_at", lms.database.Instant(), nullable=True),
        sa.Column("removed_at", lms.database.Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_private_address_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_address")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_private_address_code_hash")),
    )
    with op.batch_alter_table("private_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_private_address_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_private_address_address"), ["address"], unique=False)
    op.create_table(
        "certificate_link",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("made_at", lms.database.Instant(), nullable=False),
        sa.Column("expires_at", lms.database.Instant(), nullable=False),
        sa.Column("used_at", lms.database.Instant(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_certificate_link_letter_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_link_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_link")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_certificate_link_code_hash")),
    )
    with op.batch_alter_table("certificate_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_link_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_link_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("certificate_link")
    op.drop_table("private_address")
