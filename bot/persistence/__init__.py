"""Tables, repositories and migrations.

The only place with SQLAlchemy. Table names stay out of the way of Rasa's ``events``.
"""
