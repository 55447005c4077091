"""letters without codes, and confirmed addresses

The text of a letter stood here with its link, and with that a code. It goes, and the letter keeps which
invitation it was. Who has a password by now and an address has had links there: it counts as confirmed.
"""

import hashlib
import re
import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import lms.database

revision = "c84f1a6e2d97"
down_revision = "a90d3c5e7b12"
branch_labels = None
depends_on = None

CODE = re.compile(r"/join/((?:[0-9A-Z]{4}-){2}[0-9A-Z]{4})")


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        # What is deleted here is overwritten in the file.
        op.execute("PRAGMA secure_delete = ON")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="earlier"))
        batch_op.add_column(sa.Column("language", sa.Text(), nullable=False, server_default="en"))
        batch_op.add_column(sa.Column("person_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("values", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.create_foreign_key(batch_op.f("fk_letter_person_id"), "person", ["person_id"], ["id"])
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("letter_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_invitation_letter_id"), "letter", ["letter_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_invitation_letter_id"), ["letter_id"], unique=False)
    _tell_kinds(connection)
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.alter_column("language", server_default=None)
        batch_op.alter_column("values", server_default=None)
        batch_op.drop_column("subject")
        batch_op.drop_column("body")
    op.create_table(
        "letter_opening",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_letter_opening_by")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_opening_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_opening")),
    )
    with op.batch_alter_table("letter_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_opening_letter_id"), ["letter_id"], unique=False)
    op.create_table(
        "address_confirmation",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("taken_at", lms.database.Instant(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_address_confirmation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_confirmation")),
    )
    with op.batch_alter_table("address_confirmation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_confirmation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_address_confirmation_address"), ["address"], unique=False)
    _confirm_addresses(connection)


def _tell_kinds(connection: sa.Connection) -> None:
    """Tells of each letter with a link which invitation it was; those invitations work on."""
    letter = sa.table(
        "letter",
        sa.column("id", sa.Uuid()),
        sa.column("body", sa.Text()),
        sa.column("kind", sa.Text()),
        sa.column("language", sa.Text()),
        sa.column("person_id", sa.Uuid()),
    )
    invitation = sa.table(
        "invitation",
        sa.column("id", sa.Uuid()),
        sa.column("code_hash", sa.Text()),
        sa.column("purpose", sa.Text()),
        sa.column("person_id", sa.Uuid()),
        sa.column("letter_id", sa.Uuid()),
    )
    person = sa.table("person", sa.column("id", sa.Uuid()), sa.column("language", sa.Text()))
    for row in connection.execute(sa.select(letter.c.id, letter.c.body)).all():
        link = CODE.search(row.body)
        if link is None:
            continue
        digest = hashlib.sha256(link[1].replace("-", "").encode()).hexdigest()
        found = connection.execute(
            sa.select(invitation.c.id, invitation.c.purpose, invitation.c.person_id, person.c.language)
            .join(person, person.c.id == invitation.c.person_id)
            .where(invitation.c.code_hash == digest)
        ).first()
        if found is None:
            continue
        values = {"kind": found.purpose, "language": found.language, "person_id": found.person_id}
        connection.execute(sa.update(letter).where(letter.c.id == row.id).values(**values))
        connection.execute(sa.update(invitation).where(invitation.c.id == found.id).values(letter_id=row.id))


def _confirm_addresses(connection: sa.Connection) -> None:
    person = sa.table(
        "person",
        sa.column("id", sa.Uuid()),
        sa.column("email", sa.Text()),
        sa.column("password_hash", sa.Text()),
    )
    confirmation = sa.table(
        "address_confirmation",
        sa.column("id", sa.Uuid()),
        sa.column("person_id", sa.Uuid()),
        sa.column("address", sa.Text()),
        sa.column("taken_at", lms.database.Instant()),
    )
    in_use = sa.select(person.c.id, person.c.email).where(
        person.c.email.is_not(None), person.c.password_hash.is_not(None)
    )
    instant = datetime.now(UTC)
    for row in connection.execute(in_use).all():
        connection.execute(
            sa.insert(confirmation).values(
                id=uuid.uuid4(), person_id=row.id, address=row.email, taken_at=instant
            )
        )


def downgrade() -> None:
    op.drop_table("address_confirmation")
    op.drop_table("letter_opening")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_letter_id"))
        batch_op.drop_constraint(batch_op.f("fk_invitation_letter_id"), type_="foreignkey")
        batch_op.drop_column("letter_id")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("body", sa.Text(), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f("fk_letter_person_id"), type_="foreignkey")
        batch_op.drop_column("values")
        batch_op.drop_column("person_id")
        batch_op.drop_column("language")
        batch_op.drop_column("kind")
