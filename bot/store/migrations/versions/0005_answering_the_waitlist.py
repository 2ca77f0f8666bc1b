"""Answering an offer from the waitlist"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("waitlist", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lapsed", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("token", sa.String(length=64), nullable=True))
    rows = sa.table("waitlist", sa.column("id", sa.Integer), sa.column("token", sa.String))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(rows.c.id)).all():
        connection.execute(sa.update(rows).where(rows.c.id == number).values(token=secrets.token_urlsafe(24)))
    with op.batch_alter_table("waitlist", schema=None) as batch_op:
        batch_op.alter_column("lapsed", existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column("token", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_waitlist_token"), ["token"])


def downgrade() -> None:
    with op.batch_alter_table("waitlist", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_waitlist_token"), type_="unique")
        batch_op.drop_column("token")
        batch_op.drop_column("lapsed")
