"""Tables, repositories and migrations: the only place with SQLAlchemy. Table names stay out of the way of Rasa's ``events``."""
